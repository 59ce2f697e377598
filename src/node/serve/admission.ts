import { createHash, timingSafeEqual } from 'node:crypto';
import { type IncomingMessage } from 'node:http';
import { type Refusal, refusal, type Route, routeOf } from './routeOf';

/** Hashed first, so that the comparison takes as long whatever was sent, its length included. */
const digest = (text: string) => createHash('sha256').update(text).digest();

/**
 * Decides whether an upgrade request is let in, and to what.
 *
 * @param request - the request
 * @param token - what it must carry, as `Authorization: Bearer` or as `?token=`; anything goes where it is `undefined`
 * @internal
 */
export function admission(request: IncomingMessage, token: string | undefined): Route | Refusal {
  const [path = '', query = ''] = (request.url ?? '').split(/\?(.*)/s);
  const route = routeOf(path);
  if ('status' in route && route.status === 404) return route;
  if (token !== undefined && !carries(request, query, token)) {
    return refusal(401, 'The API key is missing or wrong.');
  }
  if ('status' in route) return route;
  const ownKey = request.headers['x-slng-provider-key'] !== undefined;
  if (ownKey && route.model.toLowerCase().startsWith('slng/')) {
    return refusal(400, 'BYOK is only supported for external STT/TTS routes');
  }
  return route;
}

function carries(request: IncomingMessage, query: string, token: string): boolean {
  const bearer = /^Bearer +(.+)$/i.exec(request.headers.authorization ?? '')?.[1]?.trim();
  const given = bearer ?? new URLSearchParams(query).get('token') ?? '';
  return timingSafeEqual(digest(given), digest(token));
}
