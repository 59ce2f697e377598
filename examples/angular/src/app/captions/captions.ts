import {
  afterRenderEffect,
  ChangeDetectionStrategy,
  Component,
  computed,
  type ElementRef,
  inject,
  viewChild,
} from '@angular/core';
import { Session } from '../session/session';

/** What you say, as it is understood; what was said before; and the answer. */
@Component({
  selector: 'desk-captions',
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './captions.html',
})
export class Captions {
  protected readonly session = inject(Session);
  private readonly talk = viewChild.required<ElementRef<HTMLElement>>('talk');

  protected readonly silent = computed(() => {
    const { committed, tentative } = this.session.captions();
    return committed === '' && tentative === '';
  });

  /** The answer, while it is not yet part of the history, and the end of it that nobody heard. */
  protected readonly answer = computed(() => {
    const answer = this.session.answer();
    if (answer === undefined) return undefined;
    const { text, state, heardText = '', unheardText = '' } = answer;
    const whole = state === 'said';
    const cut = state === 'interrupted' || state === 'failed';
    return { text: cut ? heardText : text, lost: cut ? unheardText : '', state, whole, cut };
  });

  constructor() {
    // The newest is what is read.
    afterRenderEffect(() => {
      this.session.history();
      this.session.captions();
      this.session.answer();
      const element = this.talk().nativeElement;
      element.scrollTop = element.scrollHeight;
    });
  }
}
