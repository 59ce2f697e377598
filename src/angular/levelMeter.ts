import { asyncScheduler } from 'rxjs';
import { type AudioChunk, isSampleEncoding } from '../audio';
import { levelOf } from '../operators';
import { meterStep, restingMeter, restMeter } from './meterStep';

/**
 * Measures audio.
 *
 * @internal
 */
export interface LevelMeter {
  /** Takes a chunk. */
  measure(chunk: AudioChunk): void;
  /** There is no more. */
  rest(): void;
}

/**
 * Makes a meter.
 *
 * @param each - given the level of each chunk
 * @param shown - given what a view shows, when it changes
 * @internal
 */
export function levelMeter(
  each: (level: number) => void,
  shown: (level: number) => void,
): LevelMeter {
  let meter = restingMeter;
  const show = (next: typeof meter) => {
    const changed = next.shown !== meter.shown;
    meter = next;
    if (changed) shown(next.shown);
  };
  return {
    measure: (chunk) => {
      // Opus and mp3 tell nothing without being decoded.
      const level = isSampleEncoding(chunk.format.encoding) ? levelOf(chunk) : 0;
      show(meterStep(meter, level, asyncScheduler.now()));
      each(level);
    },
    rest: () => {
      show(restMeter(meter, asyncScheduler.now()));
      each(0);
    },
  };
}
