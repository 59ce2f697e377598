import {
  asyncScheduler,
  defer,
  map,
  merge,
  NEVER,
  type Observable,
  switchMap,
  take,
  timer,
} from 'rxjs';
import { isVoiceError, restAsked, wantsSlower } from '../errors';
import { type BackoffSettings } from './backoff';
import { heldUpAfter } from './deadline';
import { isOffline, wakeUps } from './wakeUps';

/** How far many clients that come back at the same moment are spread, ms. */
const spread = 1000;

/**
 * Whether a failure is the network's absence and no fault of the other side: the platform says that there is none, and nobody
 * answered.
 *
 * @internal
 */
export const isExcused = (error: unknown): boolean =>
  isOffline() &&
  ['socket-lost', 'connect-timeout', 'token-failed'].some(
    (code) => isVoiceError(error) && error.code === code,
  );

/**
 * A wait before a retry. It ends early when the platform tells of a change for the better, within `spread` of it by the
 * policy's jitter; but never where the other side asked for a rest.
 *
 * ```text
 * delay               ---------(x|)
 * wakeUps()           ---o
 * jitter: 'none'      ---(x|)
 * ```
 *
 * Emits how long it was held up, as by sleep, ms, and completes.
 *
 * @internal
 */
export const retryWait = (
  { jitter, random }: BackoffSettings,
  delay: number,
  error: unknown,
): Observable<number> =>
  defer(() => {
    const due = asyncScheduler.now() + delay;
    const mayWake = restAsked(error) === 0 && !wantsSlower(error);
    const within = jitter === 'none' ? 0 : Math.min(spread, delay);
    const woken$ = mayWake
      ? wakeUps().pipe(
          take(1),
          switchMap(() => timer(Math.round(random() * within))),
        )
      : NEVER;
    return merge(timer(delay), woken$).pipe(
      take(1),
      map(() => asyncScheduler.now() - due),
      map((late) => (late > heldUpAfter ? late : 0)),
    );
  });
