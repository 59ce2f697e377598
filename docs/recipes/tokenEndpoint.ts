import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { type IncomingMessage, type ServerResponse } from 'node:http';
import { map, type Observable } from 'rxjs';
import { serveProxy } from 'rxjs-voice/node';

/** What the server needs. */
export interface TokenEndpointOptions {
  /** The gateway behind it, and the key that stays here. */
  readonly gateway: { readonly url: string; readonly key: string };
  /** Whether a request for a token comes from somebody who may talk: your own session cookie, your own rate limit. */
  readonly mayTalk: (request: IncomingMessage) => boolean;
  /** How long a token is good for a dial, ms. */
  readonly lifetime?: number;
  /** The port of the relay on 127.0.0.1. Put your web server with TLS in front of it. */
  readonly port?: number;
}

/**
 * Gives pages tokens that are good for a minute, and relays their lines to the gateway with the key, which no page ever sees.
 *
 * ```text
 * the page       p--p--    asks at every dial: here the first line is lost
 * tokenEndpoint  -t--u-    { token, expiresAt }: with it the page dials the relay
 * the gateway    --K--K    is dialled with the key
 * ```
 *
 * Emits once it listens: `answer` is for your HTTP server, at the path that the page asks, and `url` is what your web server passes
 * `wss:` lines on to. A token is its own end, signed: nothing is kept, and one that is read out of a log is soon worth nothing.
 * [pageToken](pageToken.ts) is the page's side.
 */
export const tokenEndpoint = ({
  gateway,
  mayTalk,
  lifetime = 60_000,
  port = 0,
}: TokenEndpointOptions): Observable<{
  readonly url: string;
  readonly answer: (request: IncomingMessage, response: ServerResponse) => void;
}> => {
  const secret = randomBytes(32);
  const signed = (end: string) => createHmac('sha256', secret).update(end).digest();
  const issue = () => {
    const expiresAt = Date.now() + lifetime;
    return { token: `${expiresAt}.${signed(String(expiresAt)).toString('base64url')}`, expiresAt };
  };
  const isGood = (token = '') => {
    const [end = '', signature = ''] = token.split('.');
    const given = Buffer.from(signature, 'base64url');
    const own = signed(end);
    return given.length === own.length && timingSafeEqual(given, own) && Number(end) > Date.now();
  };

  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const allowed = request.method === 'POST' && mayTalk(request);
    response.writeHead(allowed ? 200 : 401, {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store',
    });
    response.end(JSON.stringify(allowed ? issue() : { error: 'Sign in first.' }));
  };

  return serveProxy({
    to: gateway.url,
    headers: { Authorization: `Bearer ${gateway.key}` },
    token: isGood,
    port,
  }).pipe(map(({ url }) => ({ url, answer })));
};
