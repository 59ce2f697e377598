import {
  catchError,
  defer,
  from,
  map,
  type Observable,
  of,
  take,
  throwError,
  throwIfEmpty,
  timeout,
} from 'rxjs';
import { isVoiceError, VoiceError } from '../errors';
import { type ExpiringToken, type GatewayOptions } from './SessionOptions';
import { longestWait } from './timers';

/**
 * Asks for the token. A source that fails is told of without its own words, which may hold a secret: of a `VoiceError` it threw
 * only whether trying again can help.
 *
 * @param limit - how long it may take, ms
 * @internal
 */
export function tokenOf(
  { token }: GatewayOptions,
  limit: number,
): Observable<{ readonly token: string; readonly expiresAt?: number }> {
  if (typeof token === 'string') return of({ token });
  const failed = (retryable = true) =>
    new VoiceError(
      'token-failed',
      `While dialling, the token function was asked for a token and gave none within ${limit} ms, or failed. Check it.`,
      {},
      { retryable },
    );
  return defer(() => from(token())).pipe(
    take(1),
    throwIfEmpty(failed),
    map((given) => (isExpiring(given) ? given : { token: given })),
    timeout({ first: Math.min(limit, longestWait) }),
    catchError((error: unknown) =>
      throwError(() => failed(!isVoiceError(error) || error.retryable)),
    ),
  );
}

const isExpiring = (given: string | ExpiringToken): given is ExpiringToken =>
  typeof given === 'object' && (given as ExpiringToken | null) !== null;
