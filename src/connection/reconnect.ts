import {
  asyncScheduler,
  concatMap,
  defer,
  map,
  type MonoTypeOperatorFunction,
  type Observable,
  retryWhen,
  tap,
  throwError,
} from 'rxjs';
import { type BackoffPolicy, backoffSettings, nextRetry, type Row } from './backoff';
import { isExcused, retryWait } from './offline';

/**
 * Told when a wait begins: the number of the retry to come, its delay in ms, and the error that led to it.
 *
 * @internal
 */
export type Waiting = (attempt: number, delay: number, cause: unknown) => void;

/**
 * Makes the notifier that waits before each retry, longer each time: for `retryWhen`, and for `retry`.
 *
 * ```text
 * errors$                                              e--e----e------
 * exponentialBackoff({ initial: 1, jitter: 'none' })   -1---2------3--
 * ```
 *
 * It emits the number of the retry, from 1, after its delay; a delay of 0 ms is a timer too. Out of attempts or time, or given
 * an error whose `retryable` is `false`, it errors with that error: a notifier that completed would swallow it.
 *
 * Where the platform tells (browsers): a wait ends early when the network is back or the page is seen again, spread over a
 * second by the jitter; and a retry that fails because there is no network does not count as an attempt, 20 in a row at most.
 * Waits are as long as ever then, since what the platform says is not always so. Neither holds where the peer asked for a rest.
 * Time asleep does not count for `within`.
 *
 * Each subscription to the notifier counts for itself. An `errors$` that completes hands its count to the next: `retry`
 * gives its errors one by one, and so needs a notifier of its own for each subscriber.
 *
 * @example With retryWhen, which hands over all errors as one Observable
 * ```ts
 * source$.pipe(retryWhen(exponentialBackoff({ attempts: 5 })));
 * ```
 *
 * @example With retry, which is not deprecated and hands them over one by one
 * ```ts
 * defer(() => {
 *   const backoff = exponentialBackoff({ attempts: 5 });
 *   return source$.pipe(retry({ delay: (error) => backoff(of(error)) }));
 * });
 * ```
 *
 * @param policy - the delays and the limits
 * @param settled - asked at each error; `true` starts the count afresh. Default: never
 * @returns a function from errors to the numbers of retries
 * @throws a `VoiceError` `invalid-option` for a policy that cannot work
 * @see {@link reconnect}, which also knows when a line has settled
 * @category Connection
 */
export function exponentialBackoff(
  policy?: BackoffPolicy,
  settled?: () => boolean,
): (errors$: Observable<unknown>) => Observable<number>;
/** @internal */
export function exponentialBackoff(
  policy?: BackoffPolicy,
  settled?: () => boolean,
  waiting?: Waiting,
): (errors$: Observable<unknown>) => Observable<number>;
export function exponentialBackoff(
  policy: BackoffPolicy = {},
  settled: () => boolean = () => false,
  waiting?: Waiting,
): (errors$: Observable<unknown>) => Observable<number> {
  const settings = backoffSettings(policy);
  let handedOver: Row | undefined;

  return (errors$) =>
    defer(() => {
      let row = handedOver;
      let completed = false;
      const keep = (next: Row): void => {
        row = next;
        if (completed) handedOver = next;
      };
      return errors$.pipe(
        tap({
          complete: () => {
            completed = true;
            handedOver = row;
          },
        }),
        concatMap((error) => {
          const now = asyncScheduler.now();
          const next = nextRetry(settings, row, error, now, settled(), isExcused(error));
          if (next === undefined) return throwError(() => error);
          keep(next);
          waiting?.(next.attempt, next.delay, error);
          return retryWait(settings, next.delay, error).pipe(
            tap((late) => keep({ ...next, since: next.since + late })),
            map(() => next.attempt),
          );
        }),
      );
    });
}

/**
 * Subscribes again when the source errors, after a delay that grows while it keeps failing.
 *
 * ```text
 * source                                                    a-----#      each attempt settles
 * reconnect({ initial: 2, stableAfter: 5, jitter: 'none' }) a-------a-------a--
 *
 * source                                                    a#           none does
 * reconnect({ initial: 1, stableAfter: 5, jitter: 'none' }) a-a--a----a---
 * ```
 *
 * The count starts afresh once an attempt has settled: its first value is `stableAfter` old when it errors. So put this
 * operator where the first value means ready; a server that accepts lines and drops them then meets longer and longer
 * delays. The source's last error passes when there are no attempts or no time left, or when it is not `retryable`.
 * Completion passes. Unsubscribing ends the wait.
 *
 * @example
 * ```ts
 * connect(endpoint).pipe(
 *   switchMap((connection) => connection.exchange(outgoing$)),
 *   reconnect({ max: 10_000, within: 60_000 }),
 * );
 * ```
 *
 * @param policy - the delays and the limits
 * @returns an operator that mirrors the source across its failures
 * @throws a `VoiceError` `invalid-option` for a policy that cannot work
 * @see {@link exponentialBackoff}
 * @category Connection
 */
export function reconnect(policy?: BackoffPolicy): <T>(source: Observable<T>) => Observable<T>;
/** @internal */
export function reconnect(
  policy?: BackoffPolicy,
  waiting?: Waiting,
): <T>(source: Observable<T>) => Observable<T>;
export function reconnect<T>(
  policy: BackoffPolicy = {},
  waiting?: Waiting,
): MonoTypeOperatorFunction<T> {
  const { stableAfter } = backoffSettings(policy);

  return (source) =>
    defer(() => {
      let firstValueAt: number | undefined;
      const attempt$ = defer(() => {
        firstValueAt = undefined;
        return source.pipe(tap(() => (firstValueAt ??= asyncScheduler.now())));
      });
      const settled = () =>
        firstValueAt !== undefined && asyncScheduler.now() - firstValueAt >= stableAfter;

      return attempt$.pipe(
        // The package is built on `retryWhen`, and this is its one place: only it hands all errors of a subscription over as one Observable.
        // eslint-disable-next-line @typescript-eslint/no-deprecated
        retryWhen(exponentialBackoff(policy, settled, waiting)),
      );
    });
}
