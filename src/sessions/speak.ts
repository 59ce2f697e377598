import { type OperatorFunction } from 'rxjs';
import { type AudioChunk } from '../audio';
import { type SpeechCommand } from '../protocol';
import { type Synthesizer } from './SynthesizerOptions';

/**
 * Speaks what the source says: the pipeline form of {@link Synthesizer.speak}. One subscription is one turn.
 *
 * ```text
 * source        -T--F----------|      T = text, F = flush
 * speak(tts)    -------x-y-z---|      completes when all was spoken
 * ```
 *
 * An error of the source passes at once and interrupts; unsubscribing interrupts: the gateway is told to stop.
 *
 * @example
 * ```ts
 * llmTokens$.pipe(flushEvery({ sentences: 1 }), speak(tts), bufferAudio());
 * ```
 *
 * @param tts - the session
 * @returns an operator from text and commands to audio
 * @category Sessions
 */
export function speak(tts: Synthesizer): OperatorFunction<string | SpeechCommand, AudioChunk> {
  return (source) => tts.speak(source);
}
