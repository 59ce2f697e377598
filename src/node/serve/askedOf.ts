import { type IncomingMessage } from 'node:http';
import { type Endpoint } from '../../connection';

/** Headers that belong to one connection, that the socket makes itself, or that only tell of a browser. */
const ownHeaders =
  /^(host|connection|upgrade|keep-alive|origin|content-length|sec-.*|accept.*|user-agent|cache-control|pragma)$/;

/**
 * What an upgrade request asks for, to be asked of another server.
 *
 * @param request - the request
 * @param withToken - whether its token is asked with
 * @returns an endpoint, whose URL is the path and query alone
 * @internal
 */
export function askedOf(request: IncomingMessage, withToken: boolean): Required<Endpoint> {
  const [path = '', query = ''] = (request.url ?? '').split(/\?(.*)/s);
  const rest = query
    .split('&')
    .filter((part) => withToken || !new URLSearchParams(part).has('token'))
    .join('&');
  const headers = Object.entries(request.headersDistinct).flatMap(([name, values = []]) =>
    ownHeaders.test(name) || (name === 'authorization' && !withToken)
      ? []
      : [[name, values.join(', ')]],
  );
  const protocols = (request.headers['sec-websocket-protocol'] ?? '').split(/\s*,\s*/);
  return {
    url: rest === '' ? path : `${path}?${rest}`,
    protocols: protocols.filter(Boolean),
    headers: Object.fromEntries(headers) as Record<string, string>,
  };
}
