import { wholeFrames } from '../audio';

/**
 * Audio that may be needed again, by the position of its sample frames. Reading gives views; nothing is copied.
 *
 * @internal
 */
export interface AudioLog {
  /** Adds audio behind what is there; bytes of a frame that is not whole wait for the next. Returns the frames added. */
  add(data: Uint8Array): number;
  /** The audio from one frame to before another, as it was added, chunk by chunk. */
  read(from: number, to: number): Uint8Array[];
  /** Lets go of what stands before a frame. */
  forget(before: number): void;
}

interface Piece {
  readonly at: number;
  readonly data: Uint8Array;
}

/**
 * @param frameBytes - bytes of one sample frame
 * @internal
 */
export function audioLog(frameBytes: number): AudioLog {
  let pieces: Piece[] = [];
  let first = 0;
  let end = 0;
  let cut: Uint8Array = new Uint8Array(0);

  const endOf = ({ at, data }: Piece): number => at + data.length / frameBytes;

  /** The place of the piece that holds a frame, found by halving. */
  const placeOf = (frame: number): number => {
    let low = first;
    let high = pieces.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const piece = pieces[middle];
      if (piece !== undefined && endOf(piece) <= frame) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  return {
    add: (data) => {
      const frameful = wholeFrames(cut, data, frameBytes);
      cut = frameful.cut;
      const frames = frameful.whole.length / frameBytes;
      if (frames > 0) pieces.push({ at: end, data: frameful.whole });
      end += frames;
      return frames;
    },
    read: (from, to) => {
      const views: Uint8Array[] = [];
      for (let place = placeOf(from); place < pieces.length; place++) {
        const piece = pieces[place];
        if (piece === undefined || piece.at >= to) break;
        const start = Math.max(from - piece.at, 0) * frameBytes;
        views.push(piece.data.subarray(start, (to - piece.at) * frameBytes));
      }
      return views;
    },
    forget: (before) => {
      const place = placeOf(before);
      pieces.fill(swept, first, place);
      first = place;
      // Empty places go in bulk, so that letting go of one piece does not move all others.
      if (first < 64 || first * 2 < pieces.length) return;
      pieces = pieces.slice(first);
      first = 0;
    },
  };
}

/** Stands where audio was let go of. */
const swept: Piece = { at: -1, data: new Uint8Array(0) };
