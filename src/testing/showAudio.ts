import { type AudioChunk, describeFormat, durationOf, isSampleEncoding } from '../audio';

/**
 * Writes audio as people read it: its format, how long it is, and a hash of its bytes, as in
 * `linear16 24000 Hz mono, 20 ms, #1c9d4e02`. Opus and mp3 have their number of bytes instead of a duration.
 *
 * As an operator it makes streams of audio readable where an assertion prints them:
 *
 * @example
 * ```ts
 * expect(speech$.pipe(map(showAudio))).toBeObservable(cold('--a|', { a: showAudio(tone(20)) }));
 * ```
 *
 * @param chunk - any audio
 * @category Testing
 */
export function showAudio(chunk: AudioChunk): string {
  const length = isSampleEncoding(chunk.format.encoding)
    ? `${Number(durationOf(chunk).toFixed(2))} ms`
    : `${chunk.data.length} bytes`;
  return `${describeFormat(chunk.format)}, ${length}, ${hashOf(chunk.data)}`;
}

/**
 * A short hash of bytes, which tells them apart for the eye: FNV-1a.
 *
 * @internal
 */
export function hashOf(data: Uint8Array): string {
  let hash = 0x811c9dc5;
  for (const byte of data) hash = Math.imul(hash ^ byte, 0x01000193);
  return `#${(hash >>> 0).toString(16).padStart(8, '0')}`;
}
