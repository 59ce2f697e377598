import { defer, finalize, merge, type Observable, Subject, takeUntil } from 'rxjs';
import { type Frame } from '../../connection';

/**
 * Puts messages beside those of a gateway, as long as it goes on.
 *
 * @param line$ - the gateway's
 * @param beside$ - the others
 * @internal
 */
export const whileOpen = (
  line$: Observable<Frame>,
  beside$: Observable<Frame>,
): Observable<Frame> =>
  defer(() => {
    const over$ = new Subject<void>();
    return merge(beside$.pipe(takeUntil(over$)), line$.pipe(finalize(() => over$.next())));
  });
