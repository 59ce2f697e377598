import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { Session } from '../session/session';

const first =
  'Hello there. Every word you hear was a marble on its way to you. ' +
  'Cut the line while I speak, and watch it mend: I go on where I stopped, to the sample. ' +
  'Or press Escape, and I am silent at once.';

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
