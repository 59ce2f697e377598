import { type AudioChunk, type AudioFormat } from './AudioFormat';
import { formatMismatch } from './formatMismatch';
import { sameFormat } from './sameFormat';
import { wavHeader } from './wavHeader';

/**
 * Writes audio as a WAV file.
 *
 * @example
 * ```ts
 * const format = { encoding: 'linear16', sampleRate: 24_000, channels: 1 } as const;
 * const file = encodeWav(chunks, format); // chunks: AudioChunk[]
 * ```
 *
 * @param audio - the bytes of all samples, or chunks of the given format
 * @param format - a format in a sample encoding
 * @returns the bytes of the file
 * @throws `format-mismatch` for opus and mp3, and for a chunk of another format
 * @category Audio
 */
export function encodeWav(
  audio: Uint8Array | Iterable<AudioChunk>,
  format: AudioFormat,
): Uint8Array<ArrayBuffer> {
  const parts = audio instanceof Uint8Array ? [audio] : Array.from(audio, bytesAs(format));
  const dataBytes = parts.reduce((sum, part) => sum + part.length, 0);
  const header = wavHeader(format, dataBytes);
  const file = new Uint8Array(header.length + dataBytes + (dataBytes % 2));
  file.set(header);
  let at = header.length;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  return file;
}

const bytesAs = (format: AudioFormat) => (chunk: AudioChunk) => {
  if (!sameFormat(chunk.format, format))
    throw formatMismatch('Writing a WAV', format, chunk.format);
  return chunk.data;
};
