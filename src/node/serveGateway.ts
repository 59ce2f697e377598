import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type Duplex } from 'node:stream';
import { Observable } from 'rxjs';
import { type ServerOptions, WebSocketServer } from 'ws';
import { redactor, VoiceError } from '../errors';
import { type Gateway, sttGateway, ttsGateway } from '../gateway';
import { fliteVoice } from './flite/fliteVoice';
import { admission } from './serve/admission';
import { refuseUpgrade } from './serve/refuseUpgrade';
import { refusal } from './serve/routeOf';
import { runLine, type ServerLine } from './serve/runLine';
import { type TokenCheck, tokenOf } from './serve/tokenCheck';

/** The only address it listens on: it is a gateway for this machine. */
const host = '127.0.0.1';

/** How long clients get to answer the close when the server shuts down, ms. */
const goodbye = 1000;

/** `closeTimeout` is not in the published types yet. */
const socketOptions: ServerOptions & { readonly closeTimeout: number } = {
  noServer: true,
  perMessageDeflate: false,
  // `runLine` answers, or does not.
  autoPong: false,
  // Bytes of one message; a longer one closes the line with 1009.
  maxPayload: 1_048_576,
  // A client that does not answer our close is cut after so many ms.
  closeTimeout: 5000,
};

/**
 * What {@link serveGateway} serves, and where.
 *
 * @category Node
 */
export interface ServeOptions {
  /** Who speaks; where left out, a `ttsGateway` with {@link fliteVoice}. */
  readonly tts?: Gateway;
  /** Who listens; where left out, an `sttGateway` that understands what `toneVoice` says, and nothing else. */
  readonly stt?: Gateway;
  /** The port on 127.0.0.1; 0, where left out, takes any free one. */
  readonly port?: number;
  /**
   * What a client must send, as `Authorization: Bearer` or as `?token=`; where left out, anyone may dial. A function decides at every
   * dial, as for short-lived tokens; one that throws lets nobody in.
   */
  readonly token?: TokenCheck;
  /** How many lines may be open at once, 1000 where left out. More are refused with 429. */
  readonly maxLines?: number;
}

/**
 * Runs gateways behind a real WebSocket server on 127.0.0.1.
 *
 * Cold: subscribing starts a server, which emits its URL once it listens and goes on; unsubscribing ends its lines (with 1001,
 * cut after 1 s) and the server. A port that is taken is an `invalid-option`.
 *
 * It serves `/v1/bridges/unmute/{tts,stt}/{model}` and `/v1/{tts,stt}/{model}`, for any model id. Refusals have a JSON body
 * `{"error":"…"}`: 404 for another path, 401 for a wrong token, 422 for a model id that is none, 400 for a provider's key
 * on a `slng/…` model, 429 for a line too many; a request that is no upgrade gets 426.
 *
 * A gateway is subscribed to before its upgrade is accepted, so it can refuse by failing at once with `socket-refused`.
 * Otherwise its end is the line's: completion closes with 1000, `socket-closed` with its code, `socket-lost` cuts the
 * line, any other error closes with 1011. One that unsubscribes from `client$` and goes on plays dead: not even pings are
 * answered. `request.line` has all of `LineControl`: what a gateway that reads at a rate has not read fills the buffers of the two
 * machines first, and then waits in the client's socket.
 *
 * Nothing is compressed. A message over 1 MiB closes the line with 1009; a client that leaves more than 16 MiB unread, or does
 * not answer a close for 5 s, is cut.
 *
 * @example
 * ```ts
 * const socket = nodeSocket;
 * serveGateway({ token: 'secret' }).pipe(
 *   switchMap(({ url }) =>
 *     synthesizer({ gateway: { url, token: 'secret', socket }, model: 'slng/deepgram/aura:2-en' }).speak('Hello.'),
 *   ),
 * );
 * ```
 *
 * @param options - what to serve, and where
 * @returns the server's base URL, as in `ws://127.0.0.1:49152`
 * @category Node
 */
export function serveGateway(options: ServeOptions = {}): Observable<{ readonly url: string }> {
  const { port = 0, token, maxLines = 1000 } = options;

  return new Observable((output) => {
    const gateways = {
      tts: options.tts ?? ttsGateway({ engine: fliteVoice() }),
      stt: options.stt ?? sttGateway(),
    };
    if (!Number.isInteger(port) || port < 0 || port > 65_535) {
      output.error(invalidPort(`A port is a whole number from 0 to 65535, and this is ${port}.`));
      return;
    }
    if (typeof token === 'string' && token.trim() === '') {
      output.error(invalid('token', 'The token of the gateway is empty. Leave it out, or set it.'));
      return;
    }
    if (!(maxLines >= 1)) {
      output.error(invalid('maxLines', `A server needs maxLines of 1 or more, not ${maxLines}.`));
      return;
    }
    const lines = new Set<ServerLine>();
    const redact = typeof token === 'string' ? redactor([token]) : undefined;
    const sockets = new WebSocketServer(socketOptions);
    const server = createServer(sayUpgrade);
    const base = () => `ws://${host}:${(server.address() as AddressInfo).port}`;

    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      socket.on('error', () => socket.destroy());
      const admitted = admission(request, token);
      if ('status' in admitted) {
        refuseUpgrade(socket, admitted);
        return;
      }
      if (sockets.clients.size >= maxLines) {
        refuseUpgrade(socket, refusal(429, `No more than ${maxLines} lines may be open at once.`));
        return;
      }
      const asked = { url: base() + (request.url ?? ''), headers: headersOf(request) };
      const line = runLine(
        gateways[admitted.service],
        asked,
        redact ?? redactor(token === undefined ? [] : [tokenOf(request) ?? '']),
      );
      if (line.refused !== undefined) {
        refuseUpgrade(socket, line.refused);
        return;
      }
      sockets.handleUpgrade(request, socket, head, (open) => {
        lines.add(line);
        open.once('close', () => lines.delete(line));
        line.attach(open);
      });
      // A bad upgrade request is answered by `handleUpgrade`, and there is no socket.
      if (!lines.has(line)) line.stop();
    });

    server.on('error', (error: NodeJS.ErrnoException) => output.error(cannotListen(port, error)));
    server.listen(port, host, () => output.next({ url: base() }));

    return () => {
      for (const line of [...lines]) line.stop();
      sockets.close();
      server.close();
      server.closeAllConnections();
      setTimeout(() => sockets.clients.forEach((open) => open.terminate()), goodbye).unref();
    };
  });
}

function sayUpgrade(request: IncomingMessage, response: ServerResponse): void {
  const error = 'This gateway speaks WebSocket. Dial it with a ws:// URL.';
  response.writeHead(426, {
    Connection: 'close',
    Upgrade: 'websocket',
    'Content-Type': 'application/json; charset=utf-8',
  });
  response.end(JSON.stringify({ error }));
  request.resume();
}

const headersOf = (request: IncomingMessage) =>
  Object.fromEntries(
    Object.entries(request.headersDistinct).map(([name, values = []]) => [name, values.join(', ')]),
  );

const invalid = (option: string, message: string, cause?: unknown) =>
  new VoiceError('invalid-option', message, { option }, { retryable: false, cause });

const invalidPort = (message: string, cause?: unknown) => invalid('port', message, cause);

function cannotListen(port: number, error: NodeJS.ErrnoException): VoiceError {
  const remedy = 'Choose another one; 0 takes any that is free.';
  if (error.code === 'EADDRINUSE') {
    return invalidPort(`Port ${port} on ${host} is in use by another program. ${remedy}`, error);
  }
  return invalidPort(`Port ${port} on ${host} cannot be used (${error.message}). ${remedy}`, error);
}
