import {
  EMPTY,
  ignoreElements,
  interval,
  map,
  merge,
  type Observable,
  takeUntil,
  tap,
  throwError,
  timeout,
  timer,
} from 'rxjs';
import { type Connection } from '../connection';
import { VoiceError } from '../errors';
import { longestWait } from './timers';

/** How long beyond the keepalive a pong may take before the line counts as dead, ms. */
const pongTime = 5000;

/**
 * Errors where the gateway does not say `ready` in time.
 *
 * @param limit - how long it may take, ms
 * @param greeted - emits when it has said it
 * @internal
 */
export const lateReady = (limit: number, greeted: Observable<void>): Observable<never> =>
  timer(Math.min(limit, longestWait)).pipe(
    map(() => {
      throw new VoiceError(
        'ready-timeout',
        `While opening the session, the gateway was sent init and did not say ready within ${limit} ms. ` +
          'Check the model, or allow more time with readyTimeout.',
        { timeout: limit },
        { retryable: true },
      );
    }),
    takeUntil(greeted),
  );

/**
 * Pings, where the platform can, and takes a line for dead that answers none.
 *
 * @param every - how often, ms
 * @internal
 */
export function deadLine(connection: Connection, every: number): Observable<never> {
  if (connection.ping === undefined) return EMPTY;
  const silence = Math.min(every + pongTime, longestWait);
  const dead = () =>
    new VoiceError(
      'socket-lost',
      `The line was up, but nothing arrived on it for ${silence} ms, not even a pong. It is taken for dead.`,
      {},
      { retryable: true },
    );
  return merge(
    interval(Math.min(every, longestWait)).pipe(tap(() => connection.ping?.())),
    connection.activity$.pipe(timeout({ each: silence, with: () => throwError(dead) })),
  ).pipe(ignoreElements());
}
