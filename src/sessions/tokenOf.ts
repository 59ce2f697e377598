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
} from 'rxjs';
import { firstWithin } from '../connection';
import { isVoiceError, VoiceError } from '../errors';
import { type GatewayOptions } from './SessionOptions';

/** A token, and when it ends, where that is known. */
interface Given {
  readonly token: string;
  readonly expiresAt?: number;
}

/**
 * Asks for the token. A source that fails, or gives something else than a token, is told of without its own words, which may
 * hold a secret: of a `VoiceError` it threw only whether trying again can help. It is asked again at the next dial.
 *
 * @param limit - how long it may take, ms
 * @internal
 */
export function tokenOf({ token }: GatewayOptions, limit: number): Observable<Given> {
  if (typeof token === 'string') return of({ token });
  const failed = (found: string, retryable = true) =>
    new VoiceError(
      'token-failed',
      `While dialling, the token function was asked for a token and ${found}. ` +
        'Let it give a string, or { token, expiresAt }.',
      {},
      { retryable },
    );
  return defer(() => from(token())).pipe(
    catchError((error: unknown) =>
      throwError(() => failed('failed', !isVoiceError(error) || error.retryable)),
    ),
    take(1),
    throwIfEmpty(() => failed('gave none')),
    map((given: unknown) => {
      const read = readToken(given);
      if (typeof read === 'string') throw failed(read);
      return read;
    }),
    firstWithin(limit, () => failed(`gave none within ${limit} ms`)),
  );
}

/** What was given, or what is wrong with it. Types are no proof: it comes from code, and often from a server. */
function readToken(given: unknown): Given | string {
  if (typeof given === 'string') return given === '' ? 'gave an empty one' : { token: given };
  if (typeof given !== 'object' || given === null) return `gave ${kindOf(given)}`;
  const { token, expiresAt } = given as Record<string, unknown>;
  if (typeof token !== 'string') return 'gave an object without a token in it';
  if (token === '') return 'gave an empty one';
  // An end that cannot be read is an end that is not known.
  return typeof expiresAt === 'number' && !Number.isNaN(expiresAt)
    ? { token, expiresAt }
    : { token };
}

const kindOf = (given: unknown): string =>
  given === null ? 'null' : `a value of type ${typeof given}`;
