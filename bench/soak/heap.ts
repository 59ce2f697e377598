/** What the heap did: MiB after a garbage collection, at the start (after the warm-up) and at the end. */
export interface HeapReport {
  readonly start: number;
  readonly end: number;
  readonly samples: number;
  readonly grew: boolean;
}

/** How much the heap may differ between two moments of a healthy run, MiB. */
const noise = 12;

/** Looks at the heap now and then. Growth is what the last third of a run holds more than the first third. */
export function heapWatch() {
  const samples: number[] = [];
  return {
    look() {
      globalThis.gc?.();
      samples.push(process.memoryUsage().heapUsed / 1_048_576);
    },
    report(): HeapReport {
      const third = Math.max(1, Math.floor(samples.length / 3));
      const first = median(samples.slice(0, third));
      const last = median(samples.slice(-third));
      return {
        start: samples[0] ?? 0,
        end: samples.at(-1) ?? 0,
        samples: samples.length,
        grew: samples.length >= 3 && last > first + Math.max(noise, first * 0.5),
      };
    },
  };
}

const median = (values: readonly number[]) =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
