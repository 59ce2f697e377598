import { type Duplex } from 'node:stream';
import { type WebSocket } from 'ws';
import { frameOf, textOf, type WebSocketLike } from '../../connection';
import { refuseUpgrade } from './refuseUpgrade';
import { shortReason } from './shortReason';

/**
 * Dials the server for one upgrade request, and joins the two once it is open.
 *
 * @param raw - the socket of the request
 * @param dial - dials the server
 * @param redact - takes secrets out of what the client is told
 * @param accept - accepts the request
 * @internal
 */
export function passOn(
  raw: Duplex,
  dial: () => WebSocketLike,
  redact: (text: string) => string,
  accept: (joined: (client: WebSocket) => void) => void,
): void {
  let far: WebSocketLike;
  try {
    far = dial();
  } catch (error) {
    refuse(raw, redact(textOf(error)));
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
    refuseUpgrade(raw, { status, body: redact(body) });
  };
  far.onclose = () => {
    if (!refused) refuse(raw, redact(said));
  };
  far.onopen = () => {
    raw.off('close', leave);
    const early: unknown[] = [];
    far.onmessage = ({ data }: { data: unknown }) => early.push(data);
    accept((client) => join(client, far, early, redact));
  };
}

const refuse = (raw: Duplex, found: string) => {
  const error = `The server behind the proxy could not be reached: ${found}`;
  refuseUpgrade(raw, { status: 502, body: JSON.stringify({ error }) });
};

/** Passes on what either side says, to the end of both. */
function join(
  client: WebSocket,
  far: WebSocketLike,
  early: readonly unknown[],
  redact: (text: string) => string,
): void {
  const send = (data: unknown) => {
    const frame = frameOf(data);
    if (frame === undefined || client.readyState !== client.OPEN) return;
    client.send(typeof frame === 'string' ? redact(frame) : frame);
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
    else client.close(code, shortReason(redact(reason)));
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
