/** How often a level is told, ms. */
const every = 50;

/**
 * Measures how loud a graph's output is.
 *
 * @internal
 */
export interface LevelMeter {
  /** Whether it measures. */
  turn(on: boolean): void;
  /** Takes a quantum. Gives the level, RMS from 0 to 1, when one is due: every 50 ms of sound, and once when it has ended. */
  add(outputs: readonly Float32Array[]): number | undefined;
}

/** @internal */
export function levelMeter(sampleRate: number): LevelMeter {
  const due = (every * sampleRate) / 1000;
  let on = false;
  let sum = 0;
  let samples = 0;
  let told = 0;

  return {
    turn: (wanted) => {
      on = wanted;
      sum = samples = told = 0;
    },
    add: (outputs) => {
      if (!on) return undefined;
      for (const output of outputs) {
        for (const sample of output) sum += sample * sample;
        samples += output.length;
      }
      if (samples < due * outputs.length) return undefined;
      const level = Math.sqrt(sum / Math.max(1, samples));
      const silent = level === 0 && told === 0;
      sum = samples = 0;
      told = level;
      return silent ? undefined : level;
    },
  };
}
