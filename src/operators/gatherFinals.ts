import { type OperatorFunction } from 'rxjs';
import { type SpeechEvent, type Transcript } from '../protocol';
import { alarm } from './alarm';
import { operate } from './operate';
import { type Utterance, utteranceOf } from './utteranceOf';

/** The longest wait that every platform's timers know, ms. */
const longest = 2 ** 31 - 1;

/**
 * What is being said.
 *
 * @internal
 */
export interface Said {
  /** The finals so far. */
  readonly finals: readonly Transcript[];
  /** The words behind them that are not final. */
  readonly tentative: string;
}

/**
 * Gathers finals until they are an utterance.
 *
 * @param patience - how long to wait after an event, ms, before what was said is an utterance: 0 for at once, in the same call
 * @internal
 */
export function gatherFinals(
  patience: (said: Said, event: SpeechEvent) => number,
): OperatorFunction<SpeechEvent, Utterance> {
  return operate((output) => {
    let finals: Transcript[] = [];
    let tentative = '';
    const emit = () => {
      const said = finals;
      finals = [];
      if (said.length > 0) output.next(utteranceOf(said));
    };
    const emitIn = alarm(output, emit);

    return {
      next: (event) => {
        if (event.type === 'final' || event.type === 'partial') {
          tentative = event.type === 'partial' ? event.text.trim() : '';
          if (event.type === 'final' && event.text.trim() !== '') finals.push(event);
        }
        if (finals.length === 0) return;
        const wait = patience({ finals, tentative }, event);
        emitIn(Math.min(wait, longest));
        if (wait <= 0) emit();
      },
      complete: emit,
    };
  });
}
