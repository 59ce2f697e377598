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
  private readonly said = viewChild.required<ElementRef<HTMLElement>>('said');

  protected readonly silent = computed(() => {
    const { committed, tentative } = this.session.captions();
    return committed === '' && tentative === '';
  });

  /** The answer under way, or the last one, and the end of it that nobody heard. */
  protected readonly answer = computed(() => {
    const answer = this.session.answer();
    if (answer === undefined) return undefined;
    const { text, state, heardText = '', unheardText = '' } = answer;
    const cut = state === 'interrupted' || state === 'failed';
    return { text: cut ? heardText : text, lost: cut ? unheardText : '' };
  });

  constructor() {
    // The newest is what is read.
    afterRenderEffect(() => {
      this.session.history();
      scrollToEnd(this.talk());
    });
    afterRenderEffect(() => {
      this.session.answer();
      scrollToEnd(this.said());
    });
  }
}

function scrollToEnd({ nativeElement }: ElementRef<HTMLElement>): void {
  nativeElement.scrollTop = nativeElement.scrollHeight;
}
