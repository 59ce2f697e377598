import { fifo } from './fifo';

/**
 * Bytes that come in pieces of one size and leave in pieces of another.
 *
 * @internal
 */
export interface ByteQueue {
  /** How many bytes wait. */
  readonly length: number;
  /** Adds a piece, which is kept and not copied. */
  push(bytes: Uint8Array): void;
  /** Takes the first `count` bytes, or all where there are fewer: a view where one piece holds them, else a copy. */
  take(count: number): Uint8Array;
}

/**
 * Makes an empty queue: a list of pieces and an offset into the first, so that every byte is copied once at most.
 *
 * @internal
 */
export function byteQueue(): ByteQueue {
  const pieces = fifo<Uint8Array>();
  let offset = 0;
  let length = 0;

  const skip = (piece: Uint8Array, count: number) => {
    offset += count;
    length -= count;
    if (offset < piece.length) return;
    pieces.shift();
    offset = 0;
  };

  return {
    get length() {
      return length;
    },
    push: (bytes) => {
      if (bytes.length === 0) return;
      pieces.push(bytes);
      length += bytes.length;
    },
    take: (count) => {
      const size = Math.min(count, length);
      const first = pieces.peek();
      if (first === undefined || first.length - offset >= size) {
        const view = (first ?? new Uint8Array()).subarray(offset, offset + size);
        if (first !== undefined) skip(first, size);
        return view;
      }
      const copy = new Uint8Array(size);
      for (let at = 0; at < size;) {
        const piece = pieces.peek();
        if (piece === undefined) break;
        const part = piece.subarray(offset, offset + size - at);
        copy.set(part, at);
        at += part.length;
        skip(piece, part.length);
      }
      return copy;
    },
  };
}
