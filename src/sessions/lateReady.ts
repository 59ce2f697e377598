import { map, type Observable, takeUntil } from 'rxjs';
import { deadline } from '../connection';
import { VoiceError } from '../errors';

/**
 * Errors where the gateway does not say `ready` in time.
 *
 * @param limit - how long it may take, ms
 * @param greeted - emits when it has said it
 * @internal
 */
export const lateReady = (limit: number, greeted: Observable<void>): Observable<never> =>
  deadline(limit).pipe(
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
