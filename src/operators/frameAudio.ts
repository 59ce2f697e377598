import { type MonoTypeOperatorFunction } from 'rxjs';
import { type AudioChunk, type AudioFormat, framesOf } from '../audio';
import { byteQueue } from './byteQueue';
import { oneFormat } from './oneFormat';
import { operate } from './operate';
import { requireOption } from './requireOption';

/**
 * How {@link frameAudio} cuts.
 *
 * @category Operators
 */
export interface Framing {
  /** The length of a frame, ms; rounded to whole samples, at least one. */
  readonly ms: number;
}

/**
 * Cuts audio of any sizes into equal frames of whole samples.
 *
 * ```text
 * chunks of 3 ms         a----b----c-|
 * frameAudio({ ms: 2 })  p----(qr)-s-(t|)      p = 2 ms of a, q = rest of a + 1 ms of b, r = rest of b, s = 2 ms of c, t = its rest
 * ```
 *
 * Takes linear time. A frame that lies inside one chunk is a view into it; only one that spans chunks is a copy. Bytes that
 * are not a whole sample frame wait for the next chunk.
 *
 * Completion emits the rest, shorter than a frame. An error passes at once and drops it. Opus, MP3 and a change of format
 * are a `format-mismatch`.
 *
 * @example 20 ms frames, as telephony wants them
 * ```ts
 * const frames$ = microphone$.pipe(frameAudio({ ms: 20 }));
 * ```
 *
 * @param framing - the length of a frame
 * @returns an operator from chunks to frames
 * @category Operators
 */
export function frameAudio({ ms }: Framing): MonoTypeOperatorFunction<AudioChunk> {
  requireOption(ms > 0 && ms < Infinity, 'frameAudio', 'ms', 'more than 0 ms', ms);

  return operate((output) => {
    const frameBytesOf = oneFormat('Framing audio');
    const waiting = byteQueue();
    let format: AudioFormat | undefined;
    let sampleFrame = 1;

    return {
      next: (chunk) => {
        sampleFrame = frameBytesOf(chunk);
        format = chunk.format;
        waiting.push(chunk.data);
        const size = Math.max(1, framesOf(format, ms)) * sampleFrame;
        while (waiting.length >= size && !output.closed)
          output.next({ data: waiting.take(size), format });
      },
      complete: () => {
        const rest = waiting.length - (waiting.length % sampleFrame);
        if (format !== undefined && rest > 0) output.next({ data: waiting.take(rest), format });
      },
    };
  });
}
