import { timer } from 'rxjs';
import { type SocketFactory, type WebSocketLike } from '../../src/connection';

/** What a line answers to a frame, within the call that sends it; `'#'`: it breaks. */
export type Answer = (frame: string, line: number) => readonly string[];

/**
 * Sockets in the same process that answer within the call that sends, and a log of what they were sent: the line's number and
 * a letter for each frame. `full`: how many bytes wait in the first of them.
 */
export function syncSockets(letterOf: (frame: never) => string, answer: Answer) {
  const log: string[] = [];
  const full = { bytes: 0 };
  let lines = 0;
  const open = (): WebSocketLike => {
    const line = ++lines;
    const socket: WebSocketLike = {
      get bufferedAmount() {
        return line === 1 ? full.bytes : 0;
      },
      onopen: null,
      onmessage: null,
      onerror: null,
      onclose: null,
      send: (data) => {
        const letter = letterOf(data as never);
        log.push(`${line}${letter}`);
        for (const each of answer(letter, line)) {
          if (each === '#') socket.onclose?.({ code: 1006 });
          else socket.onmessage?.({ data: each });
        }
      },
      close: () => undefined,
    };
    timer(0).subscribe(() => void socket.onopen?.({}));
    return socket;
  };
  const factory: SocketFactory = Object.assign(open, { sendsHeaders: true });
  return { factory, log, full };
}
