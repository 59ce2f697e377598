import { defer, map, type OperatorFunction } from 'rxjs';
import { type AudioChunk, samplesOf } from '../audio';
import { oneFormat } from './oneFormat';

/**
 * Tells how loud audio is, chunk by chunk.
 *
 * ```text
 * chunks of 4 ms   a---b---c---|      a silent, b a square wave as loud as can be, c half as loud
 * levels()         p---q---r---|      p = 0, q = 1, r = 0.5
 * ```
 *
 * A level is the root mean square of the chunk's samples, from 0 to 1: a sine at full scale has 0.71. In dBFS it is
 * `20 * Math.log10(level)`. A chunk without a sample is silent.
 *
 * Errors and completion pass. Opus, MP3 and a change of format are a `format-mismatch`.
 *
 * @example A meter
 * ```ts
 * microphone$.pipe(levels()).subscribe((level) => (meter.value = level));
 * ```
 *
 * @returns an operator from chunks to levels
 * @category Operators
 */
export function levels(): OperatorFunction<AudioChunk, number> {
  return (source) =>
    defer(() => {
      const check = oneFormat('Measuring audio');
      return source.pipe(
        map((chunk) => {
          check(chunk);
          return levelOf(chunk);
        }),
      );
    });
}

/**
 * How loud a chunk is, RMS from 0 to 1.
 *
 * @internal
 */
export function levelOf({ data, format }: AudioChunk): number {
  const samples = samplesOf(data, format);
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.sqrt(sum / Math.max(1, samples.length));
}
