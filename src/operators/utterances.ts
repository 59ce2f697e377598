import { type OperatorFunction } from 'rxjs';
import { type SpeechEvent } from '../protocol';
import { gatherFinals } from './gatherFinals';
import { requireOption } from './requireOption';
import { type Utterance } from './utteranceOf';

/**
 * Gathers finals into utterances.
 *
 * ```text
 * f, g finals, p partial, u utterance-end    -f-p-g-u---f-----------|
 * utterances({ silence: 8 })                 -------a-----------b---|     a = f and g, b = f
 * ```
 *
 * An utterance is over at an `utterance-end`, in the same call, or `silence` ms after the last event of any kind. Where no
 * final came there is none. Its speaker and language are kept where all finals have the same.
 *
 * Completion emits what waits. An error passes at once and drops it.
 *
 * @example
 * ```ts
 * microphone$.pipe(transcribe(stt), utterances()).subscribe(({ text }) => console.log(text));
 * ```
 *
 * @param options - `silence`: ms without an event that end an utterance, 700 by default; Infinity to wait for `utterance-end`
 * @returns an operator from events to utterances
 * @see {@link endOfTurn}, which waits for people who pause in the middle of a sentence
 * @category Operators
 */
export function utterances({ silence = 700 }: { readonly silence?: number } = {}): OperatorFunction<
  SpeechEvent,
  Utterance
> {
  requireOption(silence >= 0, 'utterances', 'silence', '0 ms or more', silence);
  return gatherFinals((_, { type }) => (type === 'utterance-end' ? 0 : silence));
}
