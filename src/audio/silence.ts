import { type AudioFormat } from './AudioFormat';
import { bytesPerFrame, framesOf } from './sampleFrames';

/**
 * Makes silence: zeros in linear16, `0xFF` in mu-law, `0xD5` in A-law (the codes of the value nearest to zero, from above).
 *
 * @example
 * ```ts
 * silence({ encoding: 'mulaw', sampleRate: 8000, channels: 1 }, 20).length; // 160
 * ```
 *
 * @param format - a format in a sample encoding
 * @param ms - how long, rounded to the nearest sample frame
 * @returns new bytes
 * @throws `format-mismatch` for opus and mp3
 * @category Audio
 */
export function silence(format: AudioFormat, ms: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(bytesPerFrame(format, 'Making silence') * framesOf(format, ms));
  if (format.encoding === 'mulaw') bytes.fill(0xff);
  if (format.encoding === 'alaw') bytes.fill(0xd5);
  return bytes;
}
