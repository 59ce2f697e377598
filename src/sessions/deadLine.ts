import {
  asyncScheduler,
  defer,
  ignoreElements,
  map,
  merge,
  type Observable,
  startWith,
  Subject,
  switchMap,
  tap,
  timer,
} from 'rxjs';
import { type Connection, wakeUps } from '../connection';
import { VoiceError } from '../errors';
import { look, newLife } from './lifeSigns';

/**
 * Watches a line, and errors with `socket-lost` where it is dead though nobody said so. {@link look} has the rules.
 *
 * ```text
 * activity$             ---a------------
 * deadLine(…, 4 ms)     … 5 s and 4 ms after the a: #
 * ```
 *
 * @param every - how often to ping, ms, where the platform can
 * @param ask - makes the gateway answer, where it cannot: a message on a line that is gone brings out that it is
 * @internal
 */
export const deadLine = (
  connection: Connection,
  every: number,
  ask: () => void,
): Observable<never> =>
  defer(() => {
    const rules = { every, pings: connection.ping !== undefined };
    const planned = new Subject<void>();
    let signs = newLife(rules, asyncScheduler.now());
    let heardAt: number | undefined;

    const lookNow = (woken: boolean): void => {
      const now = asyncScheduler.now();
      const heardFor = heardAt === undefined ? undefined : now - heardAt;
      const { signs: next, verdict } = look(rules, signs, now, heardFor, woken);
      signs = next;
      heardAt = undefined;
      if (typeof verdict === 'object') throw dead(verdict.deadAfter);
      if (verdict === 'ask') (connection.ping ?? ask)();
      planned.next();
    };
    const looks$ = planned.pipe(
      startWith(undefined),
      switchMap(() => timer(signs.lookAt - signs.lookedAt)),
      map(() => false),
    );

    return merge(
      connection.activity$.pipe(tap(() => (heardAt = asyncScheduler.now()))),
      merge(looks$, wakeUps().pipe(map(() => true))).pipe(tap(lookNow)),
    ).pipe(ignoreElements());
  });

const dead = (silence: number): VoiceError =>
  new VoiceError(
    'socket-lost',
    `The line was up, but nothing arrived on it for ${silence} ms, not even a pong. It is taken for dead.`,
    {},
    { retryable: true },
  );
