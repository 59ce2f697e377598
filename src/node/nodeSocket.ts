import { type IncomingMessage } from 'node:http';
import WebSocket, { type ClientOptions } from 'ws';
import { type Endpoint, type SocketFactory, type WebSocketLike } from '../connection';

/** How much of a refusal's body is read, in bytes, and for how long, in ms. */
const bodyLimit = 65_536;
const bodyTime = 1000;

/** `closeTimeout` is not in the published types yet. */
const options: ClientOptions & { readonly closeTimeout: number } = {
  // Audio does not get smaller, and every message would cost time and memory on both sides.
  perMessageDeflate: false,
  // The token would be sent on to wherever the answer points.
  followRedirects: false,
  // Bytes of one message: over five minutes of linear16 at 24000 Hz.
  maxPayload: 16 * 1024 * 1024,
  // A peer that does not answer our close is cut after so many ms.
  closeTimeout: 5000,
};

/**
 * Makes sockets for Node with the `ws` package: they send headers and pings, tell the status and body of a refused
 * handshake, do not compress, follow no redirect, and cut a peer that does not answer a close within 5 s.
 *
 * A message over 16 MiB ends the line. Of a refusal's body up to 64 KiB are read, for at most 1 s.
 *
 * @example
 * ```ts
 * connect({ url, headers: { Authorization: `Bearer ${token}` } }, { socket: nodeSocket });
 * ```
 *
 * @category Node
 */
export const nodeSocket: SocketFactory = Object.assign(openSocket, { sendsHeaders: true });

function openSocket({ url, protocols = [], headers = {} }: Endpoint): WebSocketLike {
  const ws = new WebSocket(url, protocols, { ...options, headers });
  let refused = false;

  const socket: WebSocketLike = {
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
    onpong: null,
    get binaryType() {
      return ws.binaryType;
    },
    set binaryType(type) {
      ws.binaryType = type;
    },
    get bufferedAmount() {
      return ws.bufferedAmount;
    },
    send: (data) => ws.send(data),
    ping: () => ws.ping(),
    close: (code, reason) => ws.close(code, reason),
  };

  ws.on('open', () => void socket.onopen?.({}));
  // Text comes as a Buffer too, whatever `binaryType` says.
  ws.on('message', (data: Buffer, isBinary) => {
    socket.onmessage?.({ data: isBinary ? data : data.toString() });
  });
  ws.on('pong', () => socket.onpong?.());
  // Always listened to: closing while connecting makes an error that would end the process.
  ws.on('error', (error) => {
    if (!refused) socket.onerror?.({ message: error.message, error });
  });
  ws.on('close', (code, reason) => void socket.onclose?.({ code, reason: reason.toString() }));
  ws.on('unexpected-response', (_request, response) => {
    refused = true;
    readBody(response, (body) => {
      const status = response.statusCode ?? 0;
      const retryAfter = restOf(response.headers['retry-after']);
      socket.onerror?.({ message: `HTTP status ${status}`, status, body, ...retryAfter });
      ws.terminate();
    });
  });
  return socket;
}

/** `Retry-After`: seconds or a date, RFC 9110 section 10.2.3. */
function restOf(header: string | undefined): { retryAfter?: number } {
  if (header === undefined) return {};
  const retryAfter = /^\s*\d+\s*$/.test(header)
    ? Number(header) * 1000
    : Date.parse(header) - Date.now();
  return Number.isNaN(retryAfter) ? {} : { retryAfter: Math.max(retryAfter, 0) };
}

function readBody(response: IncomingMessage, done: (body: string) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  let finished = false;
  const finish = () => {
    if (finished) return;
    finished = true;
    clearTimeout(deadline);
    done(Buffer.concat(chunks).subarray(0, bodyLimit).toString());
  };
  const deadline = setTimeout(finish, bodyTime);

  response.on('data', (chunk: Buffer) => {
    if (finished) return;
    chunks.push(chunk);
    size += chunk.length;
    if (size >= bodyLimit) finish();
  });
  for (const last of ['end', 'error', 'close']) response.on(last, finish);
}
