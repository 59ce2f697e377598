import { filter, type OperatorFunction } from 'rxjs';
import { type SpeechEvent, type Transcript } from '../protocol';

/**
 * Keeps the partials of what is being heard: each replaces the one before, and an empty one withdraws it.
 *
 * ```text
 * p partial, f final   -p-p-f--p-f-|
 * partials()           -p-p----p---|
 * ```
 *
 * Errors and completion pass.
 *
 * @example
 * ```ts
 * microphone$.pipe(transcribe(stt), partials()).subscribe(({ text }) => (line.textContent = text));
 * ```
 *
 * @returns an operator from events to partials
 * @see {@link finals}
 * @category Operators
 */
export function partials(): OperatorFunction<
  SpeechEvent,
  Transcript & { readonly type: 'partial' }
> {
  return filter(
    (event): event is Transcript & { readonly type: 'partial' } => event.type === 'partial',
  );
}
