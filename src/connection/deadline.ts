import {
  asyncScheduler,
  connect,
  defer,
  endWith,
  map,
  merge,
  mergeMap,
  type MonoTypeOperatorFunction,
  type Observable,
  of,
  switchMap,
  takeUntil,
  throwError,
  timer,
} from 'rxjs';
import { longestTimer } from './longestTimer';

/**
 * A timer that comes later than this, ms, was held up: the machine slept, the tab was frozen or throttled, or the process was
 * busy.
 *
 * @internal
 */
export const heldUpAfter = 1000;

/**
 * How long what came meanwhile gets to be heard before such a timer is believed, ms: timers run before the sockets are read.
 *
 * @internal
 */
export const graceTime = 1000;

/**
 * Emits once `ms` have passed by the clock, and completes.
 *
 * ```text
 * deadline(4)                        ----(x|)
 * deadline(4), its timer 3 s late    ----3s 1s (x|)     what came meanwhile is heard first
 * ```
 *
 * The timer only says when to look: one that comes early, or after the clock went back, waits for the rest, no more than the
 * whole time again. One that was held up gives what came meanwhile `graceTime` to be heard, once.
 *
 * @param ms - how long; `Infinity` never ends
 * @internal
 */
export const deadline = (ms: number): Observable<void> =>
  defer(() => {
    const due = asyncScheduler.now() + ms;
    const length = Math.min(ms, longestTimer);
    const expected = asyncScheduler.now() + length;

    return timer(length).pipe(
      switchMap(() => {
        const now = asyncScheduler.now();
        const left = Math.min(due - now, ms);
        if (left > 0) return deadline(left);
        return now - expected > heldUpAfter ? timer(graceTime) : of(0);
      }),
      map(() => undefined),
    );
  });

/**
 * Mirrors the source, and errors where neither its first value nor its end came in time.
 *
 * ```text
 * source                  ---a--b      --------a
 * firstWithin(5, late)    ---a--b      -----#
 * ```
 *
 * @param ms - how long by the clock, see {@link deadline}
 * @param late - makes the error
 * @internal
 */
export const firstWithin =
  <T>(ms: number, late: () => Error): MonoTypeOperatorFunction<T> =>
  (source) =>
    source.pipe(
      connect((source$) =>
        merge(
          deadline(ms).pipe(
            mergeMap(() => throwError(late)),
            takeUntil(source$.pipe(endWith(0))),
          ),
          source$,
        ),
      ),
    );
