import {
  asyncScheduler,
  concatMap,
  defer,
  finalize,
  map,
  type MonoTypeOperatorFunction,
  of,
  tap,
  timer,
} from 'rxjs';

/** A timer that is later than this, ms, had the machine asleep: what was missed is not made up for. */
const asleep = 1000;

/**
 * Makes an operator that lets values through at a multiple of the time they last, the first at once. All its subscriptions
 * share one clock, so what is spoken after something else waits for that to be through.
 *
 * Due times are added up as fractions and rounded up to a whole ms only for the timer, so nothing drifts. A value that comes
 * later than it is due starts the count afresh.
 *
 * @param pace - the multiple; with `Infinity` nothing waits
 * @param durationOf - how long a value lasts, ms
 * @internal
 */
export function pacer<T>(
  pace: number,
  durationOf: (value: T) => number,
): () => MonoTypeOperatorFunction<T> {
  let due = -Infinity;
  let step = 0;

  /** When a value may pass that has come to the front. */
  const startOf = (queued: boolean, now: number) => {
    const start = queued ? due : Math.max(due, now);
    // Both mean a clock that jumped: no value waits longer than the one before it lasts.
    return now - start > asleep || start - now > step + 1 ? now : start;
  };

  return () => (source) =>
    defer(() => {
      let inside = 0;

      return source.pipe(
        map((value) => ({ value, queued: inside++ > 0 })),
        concatMap(({ value, queued }) => {
          const now = asyncScheduler.now();
          const start = startOf(queued, now);
          const ms = Math.ceil(start - now - 1e-6);
          const passed$ = ms > 0 ? timer(ms).pipe(map(() => value)) : of(value);
          return passed$.pipe(
            tap(() => {
              step = durationOf(value) / pace;
              due = start + step;
            }),
            finalize(() => inside--),
          );
        }),
      );
    });
}
