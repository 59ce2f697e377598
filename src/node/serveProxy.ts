import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type Duplex } from 'node:stream';
import { Observable } from 'rxjs';
import { type ServerOptions, WebSocketServer } from 'ws';
import { secretsOf, type SocketFactory } from '../connection';
import { redactor, VoiceError } from '../errors';
import { nodeSocket } from './nodeSocket';
import { askedOf } from './serve/askedOf';
import { noToken } from './serve/admission';
import { passOn } from './serve/passOn';
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
   * What a client must send, as for `serveGateway`; where left out, anyone may dial. It is for the proxy alone, and is not passed
   * on: `headers` hold what the server behind wants, so that pages are given short-lived tokens and never the key.
   */
  readonly token?: TokenCheck;
  /** Sent to the server with each dial, in place of the client's of the same name. What a client is told holds none of their values. */
  readonly headers?: Readonly<Record<string, string>>;
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
  headers = {},
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
    const base = to.replace(/\/+$/, '');
    const redact = redactor(secretsOf({ url: to, headers }));
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
      const asked = askedOf(request, token === undefined);
      const endpoint = {
        ...asked,
        url: base + asked.url,
        headers: { ...asked.headers, ...lowerCase(headers) },
      };
      passOn(
        raw,
        () => socket(endpoint),
        redact,
        (accepted) => {
          sockets.handleUpgrade(request, raw, head, accepted);
        },
      );
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

const lowerCase = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

const invalid = (option: string, message: string) =>
  new VoiceError('invalid-option', message, { option }, { retryable: false });
