import { mergeMap, type MonoTypeOperatorFunction } from 'rxjs';
import { type AudioChunk, bytesPerFrame, framesOf } from '../../audio';

/**
 * Cuts long chunks into views of at most so many ms, so that little is out of reach once it is released. Holds nothing back.
 *
 * @internal
 */
export function shortChunks(
  ms: number,
  owner = 'A conversation',
): MonoTypeOperatorFunction<AudioChunk> {
  return mergeMap(({ data, format }) => {
    const size = bytesPerFrame(format, owner) * Math.max(1, framesOf(format, ms));
    return Array.from({ length: Math.ceil(data.length / size) }, (_, i) => ({
      data: data.subarray(i * size, (i + 1) * size),
      format,
    }));
  });
}
