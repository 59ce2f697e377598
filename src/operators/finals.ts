import { filter, type OperatorFunction } from 'rxjs';
import { type SpeechEvent, type Transcript } from '../protocol';

/**
 * Keeps the finals of what was heard: the words that will not change any more.
 *
 * ```text
 * p partial, f final   -p-p-f--p-f-|
 * finals()             -----f----f-|
 * ```
 *
 * Errors and completion pass.
 *
 * @example
 * ```ts
 * microphone$.pipe(transcribe(stt), finals()).subscribe(({ text }) => console.log(text));
 * ```
 *
 * @returns an operator from events to finals
 * @see {@link partials}
 * @category Operators
 */
export function finals(): OperatorFunction<SpeechEvent, Transcript & { readonly type: 'final' }> {
  return filter(
    (event): event is Transcript & { readonly type: 'final' } => event.type === 'final',
  );
}
