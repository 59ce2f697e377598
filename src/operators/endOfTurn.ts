import { type OperatorFunction } from 'rxjs';
import { type SpeechEvent } from '../protocol';
import { gatherFinals } from './gatherFinals';
import { looksUnfinished } from './looksUnfinished';
import { requireOption } from './requireOption';
import { type Utterance, utteranceOf } from './utteranceOf';

/**
 * When {@link endOfTurn} takes the user's turn for over.
 *
 * @category Operators
 */
export interface TurnEnding {
  /**
   * So many ms without an event end what looks finished.
   *
   * @defaultValue 700
   */
  readonly silence?: number;
  /**
   * So many ms without an event end what looks unfinished.
   *
   * @defaultValue 2000
   */
  readonly patience?: number;
  /**
   * Whether a text looks as if more comes. A throw becomes the error of the result.
   *
   * @defaultValue it ends in a comma, a dash or dots, or, without a full stop, in an English word such as `and`, `the`, `um`
   */
  readonly unfinished?: (text: string) => boolean;
}

/**
 * Tells when the user's turn is over, and what was said in it.
 *
 * ```text
 * f 'I need a', u utterance-end, g 'flight.'    -f-u---g-u-------|
 * endOfTurn({ silence: 4, patience: 9 })        ---------t-------|      t = 'I need a flight.'
 * ```
 *
 * What looks finished is over at an `utterance-end`, in the same call, or after `silence`. What does not, because of its last
 * word or because words are there that are not final yet, is over after `patience`: people pause to think. Without a final
 * there is no turn.
 *
 * Completion emits what waits. An error passes at once and drops it.
 *
 * @example
 * ```ts
 * microphone$.pipe(
 *   transcribe(stt),
 *   endOfTurn(),
 *   switchMap(({ text }) => tts.speak(answer(text))),
 * );
 * ```
 *
 * @param ending - how long to wait
 * @returns an operator from events to what was said in each turn
 * @see {@link utterances}, which does not look at the words
 * @category Operators
 */
export function endOfTurn({
  silence = 700,
  patience = 2000,
  unfinished = looksUnfinished,
}: TurnEnding = {}): OperatorFunction<SpeechEvent, Utterance> {
  requireOption(silence >= 0, 'endOfTurn', 'silence', '0 ms or more', silence);
  requireOption(patience >= 0, 'endOfTurn', 'patience', '0 ms or more', patience);

  return gatherFinals(({ finals, tentative }, { type }) => {
    if (tentative !== '' || unfinished(utteranceOf(finals).text)) return patience;
    return type === 'utterance-end' ? 0 : silence;
  });
}
