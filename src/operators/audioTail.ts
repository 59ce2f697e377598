import {
  type AudioChunk,
  type AudioFormat,
  bytesPerFrame,
  fadeOut,
  framesOf,
  sameFormat,
} from '../audio';
import { byteQueue } from './byteQueue';

/**
 * The end of some audio, held back so that it can still be faded out.
 *
 * @internal
 */
export interface AudioTail {
  /** Adds a chunk, in a sample encoding. Returns what need not be held any more: one chunk for it, or none. */
  add(chunk: AudioChunk): readonly AudioChunk[];
  /** Takes all that is held, as it is. */
  rest(): readonly AudioChunk[];
  /** Takes all that is held, falling to zero. */
  faded(): readonly AudioChunk[];
}

/**
 * Holds the last `ms` of audio. Where the format changes, it lets go of the old one.
 *
 * @internal
 */
export function audioTail(ms: number): AudioTail {
  let format: AudioFormat | undefined;
  const held = byteQueue();

  const take = (bytes: number) =>
    format === undefined || bytes <= 0 ? [] : [{ data: held.take(bytes), format }];

  return {
    add: (chunk) => {
      const changed = format !== undefined && !sameFormat(format, chunk.format);
      const before = changed ? take(held.length) : [];
      const frameBytes = bytesPerFrame(chunk.format, 'Holding audio back');
      format = chunk.format;
      held.push(chunk.data);
      const free = held.length - framesOf(format, ms) * frameBytes;
      return [...before, ...take(free - (free % frameBytes))];
    },
    rest: () => take(held.length),
    faded: () =>
      take(held.length)
        .map((tail) => ({ data: fadeOut(tail.data, tail.format), format: tail.format }))
        .filter(({ data }) => data.length > 0),
  };
}
