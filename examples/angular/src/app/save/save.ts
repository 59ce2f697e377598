import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { Session } from '../session/session';
import { Tape } from '../session/tape';
import { cassetteFiles } from './cassetteFiles';
import { download } from './download';
import { Script } from './script';

/** Saves the session: what was on the wire, or what came of it. */
@Component({
  selector: 'desk-save',
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './save.html',
})
export class Save {
  private readonly tape = inject(Tape);
  private readonly script = inject(Script);
  private readonly session = inject(Session);

  protected readonly told = signal('');

  protected async saveCassette(): Promise<void> {
    const { entries, isFull } = this.tape;
    try {
      const { lines, audio } = await cassetteFiles(entries);
      download('desk.cassette', new Blob([lines]));
      download('desk.cassette.audio', audio);
      this.told.set(
        `${entries.length} entries in desk.cassette, its audio beside it.${isFull ? ' The tape is full: its end is missing.' : ''}`,
      );
    } catch (error) {
      this.session.fail(`The cassette could not be written: ${String(error)}`);
    }
  }

  protected async saveTest(): Promise<void> {
    const { heard, answers } = this.script;
    try {
      // Virtual time and what comes with it are loaded only when they are wanted.
      const { marbleTest } = await import('./marbleTest');
      download('desk.spec.ts', new Blob([marbleTest(heard, answers)]));
      this.told.set('desk.spec.ts passes as it is, under Jest with jest-marbles.');
    } catch (error) {
      this.session.fail(`The test could not be written: ${String(error)}`);
    }
  }
}
