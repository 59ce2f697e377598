import { type AudioChunk } from './AudioFormat';
import { framesIn } from './sampleFrames';

/**
 * Tells how long some audio plays, in ms. It may be a fraction: 100 samples at 24 kHz are 4.1666… ms.
 *
 * Bytes behind the last whole sample frame count for nothing.
 *
 * @example
 * ```ts
 * const format = { encoding: 'linear16', sampleRate: 24_000, channels: 1 } as const;
 * durationOf({ data: new Uint8Array(960), format }); // 20
 * ```
 *
 * @param chunk - audio in linear16, mulaw or alaw
 * @returns its duration, ms
 * @throws `format-mismatch` for opus and mp3, whose bytes do not tell
 * @category Audio
 */
export function durationOf(chunk: AudioChunk): number {
  return (framesIn(chunk, 'Measuring the duration of audio') * 1000) / chunk.format.sampleRate;
}
