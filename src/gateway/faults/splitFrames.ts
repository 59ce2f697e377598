import { type Gateway } from '../Gateway';
import { type FaultLines } from './FaultTrigger';
import { rewriteFrames } from './rewriteFrames';

/** How long the pieces are, in turn. All odd, so that every second cut goes through a sample. */
const lengths = [1, 333, 127] as const;

/**
 * Cuts binary audio in pieces of odd byte counts, so that samples are cut apart.
 *
 * ```text
 * gateway          R-------a-------b----
 * splitFrames()    R-------(aaa)---(bbb)
 * ```
 *
 * @param fault - on how many lines, all where left out
 * @internal
 */
export const splitFrames = ({ lines = Infinity, struck }: FaultLines = {}): ((
  gateway: Gateway,
) => Gateway) =>
  rewriteFrames(lines, () => {
    let next = 0;
    return (frame) => {
      if (typeof frame === 'string' || frame.length < 2) return [frame];
      const pieces: Uint8Array[] = [];
      for (let from = 0; from < frame.length;) {
        const to = from + (lengths[next++ % lengths.length] ?? 1);
        pieces.push(frame.subarray(from, to));
        from = to;
      }
      struck?.();
      return pieces;
    };
  });
