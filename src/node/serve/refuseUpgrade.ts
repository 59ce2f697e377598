import { STATUS_CODES } from 'node:http';
import { type Duplex } from 'node:stream';
import { type Refusal } from './routeOf';

/**
 * Answers an upgrade request with an HTTP status and a JSON body, and ends the socket.
 *
 * @internal
 */
export function refuseUpgrade(socket: Duplex, { status, body }: Refusal): void {
  const known = status >= 200 && status <= 599 ? status : 500;
  socket.once('finish', () => socket.destroy());
  socket.end(
    [
      `HTTP/1.1 ${known} ${STATUS_CODES[known] ?? ''}`,
      'Connection: close',
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  );
}
