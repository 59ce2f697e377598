import { type IncomingMessage } from 'node:http';
import { type Refusal, refusal, type Route, routeOf } from './routeOf';
import { letsIn, type TokenCheck, tokenOf } from './tokenCheck';

/**
 * What a client without the token is told.
 *
 * @internal
 */
export const noToken: Refusal = refusal(401, 'The API key is missing or wrong.');

/**
 * Decides whether an upgrade request is let in, and to what.
 *
 * @param request - the request
 * @param token - what it must carry, as `Authorization: Bearer` or as `?token=`; anything goes where it is `undefined`
 * @internal
 */
export function admission(
  request: IncomingMessage,
  token: TokenCheck | undefined,
): Route | Refusal {
  const [path = ''] = (request.url ?? '').split('?', 1);
  const route = routeOf(path);
  if ('status' in route && route.status === 404) return route;
  if (!letsIn(tokenOf(request), token)) return noToken;
  if ('status' in route) return route;
  const ownKey = request.headers['x-slng-provider-key'] !== undefined;
  if (ownKey && route.model.toLowerCase().startsWith('slng/')) {
    return refusal(400, 'BYOK is only supported for external STT/TTS routes');
  }
  return route;
}
