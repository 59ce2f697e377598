import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { Session } from '../session/session';

const first =
  'Hello there. This is the desk. Every word of it is a stream, and you can cut the line while I speak.';

/** Type and hear it. */
@Component({
  selector: 'desk-say',
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './say.html',
})
export class Say {
  protected readonly session = inject(Session);
  protected readonly text = signal(first);
  protected readonly empty = computed(() => this.text().trim() === '');

  protected say(): void {
    if (!this.empty()) this.session.say(this.text());
  }

  protected submit(event: Event): void {
    event.preventDefault();
    this.say();
  }
}
