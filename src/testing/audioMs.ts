import { type AudioChunk, durationOf } from '../audio';

/**
 * Tells how long some audio lasts altogether, in ms.
 *
 * @example
 * ```ts
 * expect(audioMs(values)).toBe(120);
 * ```
 *
 * @param audio - a chunk, or several
 * @throws a `VoiceError` `format-mismatch` for opus and mp3
 * @category Testing
 */
export const audioMs = (audio: AudioChunk | readonly AudioChunk[]): number =>
  chunksOf(audio).reduce((ms, chunk) => ms + durationOf(chunk), 0);

/**
 * A chunk, or several, as several.
 *
 * @internal
 */
export const chunksOf = (audio: AudioChunk | readonly AudioChunk[]): readonly AudioChunk[] =>
  'format' in audio ? [audio] : audio;
