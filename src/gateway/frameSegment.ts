import { concat, defer, mergeMap, type OperatorFunction } from 'rxjs';
import {
  type AudioChunk,
  type AudioFormat,
  bytesPerFrame,
  formatMismatch,
  framesOf,
  sameFormat,
} from '../audio';
import { type Word } from '../protocol';

/**
 * One message's worth of speech.
 *
 * @internal
 */
export interface SegmentFrame {
  /** Words that are announced before this audio. */
  readonly words: readonly Word[];
  /** Whole samples; none where words came behind the last audio. */
  readonly data: Uint8Array;
}

/**
 * Cuts what an engine says into frames of equal length, the last one shorter. A word goes out with the frame that was being
 * filled when it came, so never later than its audio. A frame that lies within one chunk is a view of it.
 *
 * @param format - what the audio must be; anything else is a `format-mismatch`
 * @param ms - the length of a frame
 * @internal
 */
export function frameSegment(
  format: AudioFormat,
  ms: number,
): OperatorFunction<AudioChunk | Word, SegmentFrame> {
  const size = bytesPerFrame(format) * Math.max(1, framesOf(format, ms));

  return (source) =>
    defer(() => {
      let held = new Uint8Array(size);
      let filled = 0;
      let words: Word[] = [];

      const frame = (data: Uint8Array): SegmentFrame => {
        const announced = words;
        words = [];
        return { words: announced, data };
      };

      const cut = (data: Uint8Array) => {
        const frames: SegmentFrame[] = [];
        let at = 0;
        while (at < data.length) {
          if (filled === 0 && data.length - at >= size) {
            frames.push(frame(data.subarray(at, at + size)));
            at += size;
            continue;
          }
          const part = data.subarray(at, at + size - filled);
          held.set(part, filled);
          filled += part.length;
          at += part.length;
          if (filled === size) {
            frames.push(frame(held));
            held = new Uint8Array(size);
            filled = 0;
          }
        }
        return frames;
      };

      return concat(
        source.pipe(
          mergeMap((item) => {
            if ('data' in item) {
              if (sameFormat(item.format, format)) return cut(item.data);
              throw formatMismatch('This session', format, item.format);
            }
            words.push(item);
            return [];
          }),
        ),
        defer(() => (filled > 0 || words.length > 0 ? [frame(held.subarray(0, filled))] : [])),
      );
    });
}
