import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { Meter } from '../meters/meter';
import { Session } from '../session/session';

const states = {
  off: 'The microphone is off.',
  starting: 'Asking for the microphone …',
  listening: 'Listening. Say hello, or ask for a story.',
  hearing: 'You are speaking.',
  thinking: 'Thinking of an answer.',
  speaking: 'Speaking. Talk over it to interrupt.',
  paused: 'Paused: was that you?',
} as const;

/** A conversation through the microphone. */
@Component({
  selector: 'desk-talk',
  imports: [Meter],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './talk.html',
})
export class Talk {
  protected readonly session = inject(Session);
  protected readonly state = computed(() => states[this.session.state()]);
}
