import { concatMap, defer, from, map, type Observable, of, timer } from 'rxjs';

/**
 * Emits values at given times, ms since the subscription, then completes.
 *
 * @param items - in order of their times
 * @internal
 */
export function emitAt<T>(
  items: readonly { readonly at: number; readonly value: T }[],
): Observable<T> {
  return defer(() => {
    let passed = 0;
    return from(items).pipe(
      concatMap(({ at, value }) => {
        const gap = Math.max(0, at - passed);
        passed = Math.max(passed, at);
        return gap === 0 ? of(value) : timer(gap).pipe(map(() => value));
      }),
    );
  });
}
