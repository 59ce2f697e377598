import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type Duplex } from 'node:stream';
import { Observable } from 'rxjs';
import { type ServerOptions, type WebSocket, WebSocketServer } from 'ws';
import { frameOf, type SocketFactory, textOf, type WebSocketLike } from '../connection';
import { VoiceError } from '../errors';
import { nodeSocket } from './nodeSocket';
import { noToken } from './serve/admission';
import { refuseUpgrade } from './serve/refuseUpgrade';
import { letsIn, type TokenCheck, tokenOf } from './serve/tokenCheck';

/**
 * Where {@link serveProxy} leads, and through what.
 *
 * @category Cassettes
 */
export interface ProxyOptions {
  /** The base URL of the server behind it: `ws:` or `wss:`. The path and query of each dial are put behind it. */
  readonly to: string;
  /** The port on 127.0.0.1; 0, where left out, takes any free one. */
  readonly port?: number;
  /** Makes the sockets to the server; `nodeSocket` where left out. */
  readonly socket?: SocketFactory;
  /**
   * What a client must send, as for `serveGateway`; where left out, anyone may dial. It is for the proxy alone, and is not passed on:
   * `socket` adds what the server behind wants, so that pages are given short-lived tokens and never the key.
   */
  readonly token?: TokenCheck;
}

const host = '127.0.0.1';

/** `closeTimeout` is not in the published types yet. */
const socketOptions: ServerOptions & { readonly closeTimeout: number } = {
  noServer: true,
  perMessageDeflate: false,
  // The server behind answers.
  autoPong: false,
  maxPayload: 16 * 1024 * 1024,
  closeTimeout: 5000,
};

/** Headers that belong to one connection, that the socket makes itself, or that only tell of a browser. */
const ownHeaders =
  /^(host|connection|upgrade|keep-alive|origin|content-length|sec-.*|accept.*|user-agent|cache-control|pragma)$/;

/**
 * Runs a WebSocket server on 127.0.0.1 that passes every line on to another server: with `recordCassette`, any program is
 * recorded by changing the URL it dials.
 *
 * Cold: subscribing starts it, it emits its URL once it listens and goes on; unsubscribing ends its lines and the server. A line is
 * accepted when the server behind has accepted it, and refused with its status and body where that refuses; 502 where it can
 * not be reached. Headers, subprotocols, frames, pings, closes and cuts go through in both directions. Without the `token`, where there
 * is one, a line is refused with 401.
 *
 * @example
 * ```ts
 * const file = cassetteFile('incident.cassette');
 * serveProxy({ to: 'wss://us-east.api.slng.ai', socket: recordCassette(nodeSocket, file.write) })
 *   .subscribe(({ url }) => console.log(`Dial ${url}`));
 * ```
 *
 * @param options - where it leads
 * @returns its base URL, as in `ws://127.0.0.1:49152`
 * @throws (as an error of the Observable) `invalid-option` where the port cannot be used
 * @category Cassettes
 */
export function serveProxy({
  to,
  port = 0,
  socket = nodeSocket,
  token,
}: ProxyOptions): Observable<{ readonly url: string }> {
  return new Observable((output) => {
    if (!/^wss?:\/\/[^/?#]/i.test(to)) {
      output.error(
        invalid(
          'to',
          'The server to pass lines on to needs a ws:// or wss:// URL, as in wss://us-east.api.slng.ai.',
        ),
      );
      return;
    }
    if (typeof token === 'string' && token.trim() === '') {
      output.error(invalid('token', 'The token of the proxy is empty. Leave it out, or set it.'));
      return;
    }
    const sockets = new WebSocketServer(socketOptions);
    const server = createServer((_request, response) => {
      response.writeHead(426, { Connection: 'close', Upgrade: 'websocket' }).end();
    });
    const url = () => `ws://${host}:${(server.address() as AddressInfo).port}`;

    server.on('upgrade', (request: IncomingMessage, raw: Duplex, head: Buffer) => {
      raw.on('error', () => raw.destroy());
      if (!letsIn(tokenOf(request), token)) {
        refuseUpgrade(raw, noToken);
        return;
      }
      if (token !== undefined) withoutToken(request);
      passOn(request, raw, socket, to.replace(/\/+$/, '') + (request.url ?? ''), (accepted) => {
        sockets.handleUpgrade(request, raw, head, accepted);
      });
    });
    server.on('error', ({ message }) => {
      output.error(
        invalid(
          'port',
          `Port ${port} on ${host} cannot be used (${message}). Choose another one; 0 takes any that is free.`,
        ),
      );
    });
    server.listen(port, host, () => output.next({ url: url() }));

    return () => {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
      server.close();
      server.closeAllConnections();
    };
  });
}

/** Takes the proxy's own token out of a request that goes on to the server. */
function withoutToken(request: IncomingMessage): void {
  delete request.headersDistinct.authorization;
  const [path = '', query = ''] = (request.url ?? '').split(/\?(.*)/s);
  const rest = query.split('&').filter((part) => !new URLSearchParams(part).has('token'));
  request.url = path + (rest.join('') === '' ? '' : `?${rest.join('&')}`);
}

/** Dials the server for one upgrade request, and joins the two once it is open. */
function passOn(
  request: IncomingMessage,
  raw: Duplex,
  socket: SocketFactory,
  url: string,
  accept: (joined: (client: WebSocket) => void) => void,
): void {
  const protocols = (request.headers['sec-websocket-protocol'] ?? '')
    .split(/\s*,\s*/)
    .filter(Boolean);
  let far: WebSocketLike;
  try {
    far = socket({ url, protocols, headers: headersOf(request) });
  } catch (error) {
    refuse(raw, 502, textOf(error));
    return;
  }
  let refused = false;
  let said = '';
  const leave = () => far.close();
  raw.once('close', leave);
  far.onerror = (event: { status?: number; body?: string }) => {
    const { status, body = '' } = event;
    said = textOf(event);
    if (typeof status !== 'number') return;
    refused = true;
    refuseUpgrade(raw, { status, body });
  };
  far.onclose = () => {
    if (!refused) refuse(raw, 502, said);
  };
  far.onopen = () => {
    raw.off('close', leave);
    const early: unknown[] = [];
    far.onmessage = ({ data }: { data: unknown }) => early.push(data);
    accept((client) => join(client, far, early));
  };
}

const refuse = (raw: Duplex, status: number, found: string) => {
  const error = `The server behind the proxy could not be reached: ${found}`;
  refuseUpgrade(raw, { status, body: JSON.stringify({ error }) });
};

/** Passes on what either side says, to the end of both. */
function join(client: WebSocket, far: WebSocketLike, early: readonly unknown[]): void {
  const send = (data: unknown) => {
    const frame = frameOf(data);
    if (frame !== undefined && client.readyState === client.OPEN) client.send(frame);
  };
  let left = false;
  far.onmessage = ({ data }: { data: unknown }) => send(data);
  far.onerror = () => undefined;
  far.onpong = () => {
    if (client.readyState === client.OPEN) client.pong();
  };
  far.onclose = ({ code = 1006, reason = '' }: { code?: number; reason?: string }) => {
    if (left) return;
    if (code === 1006) client.terminate();
    else if (code === 1005) client.close();
    else client.close(code, reason);
  };
  client.on('message', (data: Buffer, isBinary) => far.send(isBinary ? data : data.toString()));
  client.on('ping', () => far.ping?.());
  client.on('error', () => undefined);
  client.on('close', (code, reason) => {
    left = true;
    const sendable = code === 1000 || (code >= 3000 && code <= 4999);
    if (sendable) far.close(code, reason.toString());
    else far.close();
  });
  early.forEach(send);
}

const headersOf = (request: IncomingMessage) =>
  Object.fromEntries(
    Object.entries(request.headersDistinct).flatMap(([name, values = []]) =>
      ownHeaders.test(name) ? [] : [[name, values.join(', ')]],
    ),
  );

const invalid = (option: string, message: string) =>
  new VoiceError('invalid-option', message, { option }, { retryable: false });
