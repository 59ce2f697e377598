import { type Observable, Subscription, timer } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';

/** How something went: its values, and its error, or that it did not end in time. */
export interface Course<T> {
  readonly values: readonly T[];
  readonly error: unknown;
  readonly hung: boolean;
}

/**
 * Runs an observable in virtual time to its end.
 *
 * @param work - makes it, inside the virtual time
 * @param bound - when it is taken to hang, virtual ms
 */
export function virtually<T>(work: () => Observable<T>, bound = 300_000): Course<T> {
  const values: T[] = [];
  let error: unknown;
  let ended = false;
  new TestScheduler(() => undefined).run(() => {
    // Something may end within the call that begins it.
    const running = new Subscription();
    const late = timer(bound).subscribe(() => running.unsubscribe());
    const begun = work().subscribe({
      next: (value) => values.push(value),
      error: (failure: unknown) => {
        error = failure;
        ended = true;
        late.unsubscribe();
      },
      complete: () => {
        ended = true;
        late.unsubscribe();
      },
    });
    running.add(begun);
  });
  return { values, error, hung: !ended };
}
