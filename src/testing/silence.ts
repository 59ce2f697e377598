import { type AudioChunk, type AudioFormat, silence as silentBytes } from '../audio';
import { testFormat } from './testFormat';

/**
 * Makes silence, as a value for a diagram.
 *
 * @example
 * ```ts
 * cold('w 600ms s|', { w: words('Hello there.'), s: silence(600) });
 * ```
 *
 * @param ms - how long, to the nearest sample
 * @param format - what of it is not linear16, 24 kHz, mono
 * @returns a chunk in a sample encoding
 * @throws a `VoiceError` `format-mismatch` for opus and mp3
 * @category Testing
 */
export function silence(ms: number, format: Partial<AudioFormat> = {}): AudioChunk {
  const full = testFormat(format);
  return { data: silentBytes(full, ms), format: full };
}
