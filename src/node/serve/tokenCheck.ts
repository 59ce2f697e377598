import { createHash, timingSafeEqual } from 'node:crypto';
import { type IncomingMessage } from 'node:http';

/**
 * What a client must send: a token, or a function that is asked at every dial with what was sent, as for tokens that expire.
 *
 * @category Node
 */
export type TokenCheck = string | ((token: string | undefined) => boolean);

/** Hashed first, so that the comparison takes as long whatever was sent, its length included. */
const digest = (text: string) => createHash('sha256').update(text).digest();

/**
 * The token of an upgrade request: `Authorization: Bearer`, or else `?token=`; `undefined` where it has none.
 *
 * @internal
 */
export function tokenOf(request: IncomingMessage): string | undefined {
  const bearer = /^Bearer +(.+)$/i.exec(request.headers.authorization ?? '')?.[1]?.trim();
  const [, query = ''] = (request.url ?? '').split(/\?(.*)/s);
  const given = bearer ?? new URLSearchParams(query).get('token') ?? '';
  return given === '' ? undefined : given;
}

/**
 * Whether this token is let in. A function that throws lets nobody in.
 *
 * @param given - what was sent
 * @param check - what must be sent; anything goes where it is `undefined`
 * @internal
 */
export function letsIn(given: string | undefined, check: TokenCheck | undefined): boolean {
  if (check === undefined) return true;
  if (typeof check === 'string') return timingSafeEqual(digest(given ?? ''), digest(check));
  try {
    return check(given);
  } catch {
    return false;
  }
}
