import { type MonoTypeOperatorFunction } from 'rxjs';
import { type AudioChunk } from '../audio';
import { bufferAudio } from './bufferAudio';

/**
 * Releases audio in real time: each chunk when the one before it has played.
 *
 * ```text
 * chunks of 4 ms  abc-------d|
 * paceAudio()     a---b---c---d---|
 * ```
 *
 * It is {@link bufferAudio} that holds nothing back and has no limit. Completes when the last sample has played. An error
 * passes at once. Opus, MP3 and a change of format are a `format-mismatch`.
 *
 * @example A recording, as a microphone would give it
 * ```ts
 * const heard$ = recording$.pipe(frameAudio({ ms: 20 }), paceAudio(), transcribe(stt));
 * ```
 *
 * @returns an operator that paces chunks
 * @category Operators
 */
export function paceAudio(): MonoTypeOperatorFunction<AudioChunk> {
  return bufferAudio({ ahead: 0, max: Infinity });
}
