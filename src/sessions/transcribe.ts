import { type OperatorFunction } from 'rxjs';
import { type AudioChunk } from '../audio';
import { type SpeechEvent } from '../protocol';
import { type Recognizer, type TranscribeOptions } from './RecognizerOptions';

/**
 * Listens to the source: the pipeline form of {@link Recognizer.transcribe}. Each subscription has a line of its own.
 *
 * ```text
 * source            -a-a-a-a-a-a|
 * transcribe(stt)   ----p---p------(f|)     p = partial, f = final
 * ```
 *
 * An error of the source passes at once; unsubscribing ends the line.
 *
 * @example
 * ```ts
 * microphone$.pipe(transcribe(stt, { finalizeOn: speechEnds$ }), finals());
 * ```
 *
 * @param stt - the session
 * @param options - when to ask for a final
 * @returns an operator from audio to what was heard
 * @category Sessions
 */
export function transcribe(
  stt: Recognizer,
  options?: TranscribeOptions,
): OperatorFunction<AudioChunk, SpeechEvent> {
  return (source) => stt.transcribe(source, options);
}
