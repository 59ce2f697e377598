import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { deskConfig } from '../session/config';
import { Session } from '../session/session';

/** Delays of every frame that comes down, ms. */
const delays = [0, 100, 250, 500, 1000, 2000] as const;

/** What may happen to a line: it is cut, or it is slow. */
@Component({
  selector: 'desk-line',
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './line.html',
})
export class Line {
  private readonly session = inject(Session);
  protected readonly can = inject(deskConfig).loopback;
  protected readonly delays = delays;
  protected readonly slow = signal('0');

  protected cut(): Promise<void> {
    return this.ask({ cut: true });
  }

  protected slowBy(ms: string): Promise<void> {
    this.slow.set(ms);
    return this.ask({ slow: Number(ms) });
  }

  private async ask(what: { readonly cut: true } | { readonly slow: number }): Promise<void> {
    try {
      const answer = await fetch('/desk/line', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(what),
      });
      if (!answer.ok) this.session.fail(`The desk's server answered ${answer.status}.`);
    } catch {
      this.session.fail("The desk's server is not there any more.");
    }
  }
}
