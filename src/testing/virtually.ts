import { defer, type Observable } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { onlyVirtual } from './onlyVirtual';

/** When a run is taken to hang, virtual ms. */
const bound = 600_000;

/**
 * How a run in virtual time went.
 *
 * @category Testing
 */
export interface Course<T> {
  /** What was emitted, in order. */
  readonly values: readonly T[];
  /** When each of them came, virtual ms. */
  readonly times: readonly number[];
  /** When it ended, virtual ms. */
  readonly end: number;
  /** What it failed with; absent where it completed. */
  readonly error?: unknown;
}

/**
 * Runs an Observable to its end in virtual time, at once, whatever it waits for.
 *
 * Time goes on behind its end until nothing waits any more, so that what it left behind can be looked at too, for 10 min at most.
 * Do not call it inside `TestScheduler.run` or `marbleTest`: they are such a run themselves.
 *
 * @example
 * ```ts
 * const { values, end } = virtually(() => timer(5000).pipe(map(() => 'a')));
 * // ['a'], 5000
 * ```
 *
 * @param work - makes it, inside the virtual time
 * @returns its values with their times
 * @throws an `Error` where it did not end in 10 min of virtual time, or started a real timer or a promise (see {@link onlyVirtual})
 * @category Testing
 */
export function virtually<T>(work: () => Observable<T>): Course<T> {
  const values: T[] = [];
  const times: number[] = [];
  const ends: { readonly end: number; readonly error?: unknown }[] = [];
  const scheduler = new TestScheduler(() => undefined);

  onlyVirtual(() =>
    scheduler.run(() => {
      scheduler.maxFrames = bound;
      defer(work).subscribe({
        next: (value) => {
          values.push(value);
          times.push(scheduler.now());
        },
        error: (error: unknown) => ends.push({ end: scheduler.now(), error }),
        complete: () => ends.push({ end: scheduler.now() }),
      });
    }),
  );
  const [ended] = ends;
  if (ended === undefined) {
    throw new Error(
      `The run did not end in ${bound / 60_000} min of virtual time, and had emitted ${values.length} values. ` +
        'Does its input complete, and does the gateway end what it began?',
    );
  }
  return { values, times, ...ended };
}
