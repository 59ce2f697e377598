import { type AudioChunk, sameFormat } from '../audio';
import { chunksOf } from './audioMs';
import { joinAudio } from './joinAudio';

/**
 * Whether two pieces of audio have the same format and the same bytes, however they are cut into chunks. Without a byte, none has
 * a format that could differ.
 *
 * @example
 * ```ts
 * expect(sameAudio(mended.values, undisturbed.values)).toBe(true);
 * ```
 *
 * @param one - a chunk, or several
 * @param other - a chunk, or several
 * @category Testing
 */
export function sameAudio(
  one: AudioChunk | readonly AudioChunk[],
  other: AudioChunk | readonly AudioChunk[],
): boolean {
  const [left, right] = [sounding(one), sounding(other)];
  const format = (left[0] ?? right[0])?.format;
  if (format === undefined) return true;
  if (![...left, ...right].every((chunk) => sameFormat(chunk.format, format))) return false;
  const [a, b] = [joinAudio(left), joinAudio(right)];
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

const sounding = (audio: AudioChunk | readonly AudioChunk[]) =>
  chunksOf(audio).filter(({ data }) => data.length > 0);
