import {
  type AudioChunk,
  type AudioFormat,
  bytesPerFrame,
  formatMismatch,
  sameFormat,
} from '../audio';

/**
 * Makes a check that all chunks of a stream share the format of the first, and that it is in a sample encoding.
 *
 * @param doing - what the error says was being done
 * @returns a function from a chunk to the bytes of its sample frames; it throws `format-mismatch`
 * @internal
 */
export function oneFormat(doing: string): (chunk: AudioChunk) => number {
  let first: AudioFormat | undefined;
  let frameBytes = 0;
  return ({ format }) => {
    if (first === undefined) {
      frameBytes = bytesPerFrame(format, doing);
      first = format;
    } else if (!sameFormat(first, format)) throw formatMismatch(doing, first, format);
    return frameBytes;
  };
}
