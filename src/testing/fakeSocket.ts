import { delay, Subject, type Subscription, timer } from 'rxjs';
import { type Endpoint, type Frame, type SocketFactory, type WebSocketLike } from '../connection';
import { invalidOption } from '../errors';
import { type Gateway } from '../gateway';
import { bytesOf, cut, type Down, farSide, type Up } from './farSide';

/** How long a close may go without an answer, ms: that of `nodeSocket`. */
const closeTimeout = 5000;

/**
 * Makes sockets that lead to a gateway in the same process: no network, and virtual time in marble tests.
 *
 * ```text
 * client     dial--------open--send---------reply        each -- is one hop of `latency` ms
 * gateway    ------dialled-----------frame--------
 * ```
 *
 * Nothing is synchronous: every hop is an RxJS timer, one of 0 ms too, and order is kept in both directions. The gateway is
 * subscribed to when the dial reaches it, with the URL and the headers (names in lower case) the client dialled with; the
 * client's socket opens a hop later.
 *
 * - The gateway completes: the line closes with 1000. It errors with `socket-closed`: with that code and reason.
 * - With `socket-refused`, at once when subscribed to and before any frame: the handshake is answered with that status and body.
 * - With `socket-lost`: the line is cut, 1006; at once when subscribed to: it cannot be made.
 * - With anything else (a late `socket-refused` too): it closes with 1011, and the error's message as the reason.
 * - The client closes: a hop later `client$` completes and the gateway is unsubscribed from; the client's close event comes
 *   after the round trip. What the gateway sent in between is not heard.
 *
 * Pings are answered while the gateway lives. One that unsubscribes from `client$` and goes on plays dead, as behind
 * `serveGateway`: it answers neither pings nor a close, what is sent waits until it subscribes again, and a client that
 * closes is cut after 5 s, 1006. One that never subscribed is just not interested. Bytes pass as they are, not copied: neither side may write to them later.
 *
 * `request.line` has all of `LineControl`. While the gateway reads at a rate, what is sent waits its turn, pings and the close
 * too, and the socket's `bufferedAmount` is the bytes sent and not yet read, those of text in UTF-8; else it is 0.
 *
 * @example
 * ```ts
 * const echo: Gateway = (client$) => client$;
 * connect({ url: 'ws://fake' }, { socket: fakeSocket(echo, { latency: 20 }) });
 * ```
 *
 * @param gateway - the other side
 * @param options - `latency`: ms of one hop. Default 0
 * @returns a socket factory that sends headers
 * @throws a `VoiceError` `invalid-option` where `latency` is negative or not finite
 * @category Testing
 */
export function fakeSocket(
  gateway: Gateway,
  { latency = 0 }: { readonly latency?: number } = {},
): SocketFactory {
  if (!(latency >= 0 && latency < Infinity)) {
    throw invalidOption(
      'latency',
      `fakeSocket: latency is ${latency}; it must be a finite number of ms, 0 or more.`,
    );
  }
  return Object.assign((endpoint: Endpoint) => openFake(gateway, endpoint, latency), {
    sendsHeaders: true,
  });
}

function openFake(gateway: Gateway, endpoint: Endpoint, latency: number): WebSocketLike {
  const up = new Subject<Up>();
  const down = new Subject<Down>();
  let onTheWay = 0;
  let state: 'connecting' | 'open' | 'closing' | 'closed' = 'connecting';

  const socket: WebSocketLike = {
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
    onpong: null,
    binaryType: 'arraybuffer',
    get bufferedAmount() {
      const unread = far.unread();
      return unread === undefined ? 0 : onTheWay + unread;
    },
    send(data) {
      if (state === 'connecting') throw new Error('The socket is not open yet.');
      if (state !== 'open') return;
      const frame = frameOf(data);
      onTheWay += bytesOf(frame);
      up.next({ frame });
    },
    ping() {
      if (state === 'open') up.next({ ping: true });
    },
    close(code = 1005, reason = '') {
      if (state !== 'connecting' && state !== 'open') return;
      const never = state === 'connecting';
      state = 'closing';
      up.next({ leave: never ? cut : { code, reason } });
      links.add(timer(closeTimeout).subscribe(() => hear({ end: cut })));
    },
  };

  const hear = (event: Down) => {
    if ('end' in event) {
      links.unsubscribe();
      state = 'closed';
      if (event.end.error) socket.onerror?.(event.end.error);
      const { code, reason } = event.end;
      socket.onclose?.({ code, reason, wasClean: code !== 1006 });
    } else if (state === 'closing') {
      return;
    } else if ('open' in event) {
      state = 'open';
      socket.onopen?.({});
    } else if ('frame' in event) {
      socket.onmessage?.({ data: event.frame });
    } else {
      socket.onpong?.();
    }
  };

  const far = farSide(gateway, endpoint, (event) => down.next(event));
  const links: Subscription = down.pipe(delay(latency)).subscribe(hear);
  const arrive = (event: Up) => {
    if ('frame' in event) onTheWay -= bytesOf(event.frame);
    far.take(event);
  };
  links.add(up.pipe(delay(latency)).subscribe(arrive));
  links.add(far.stop);
  up.next({ dial: true });
  return socket;
}

function frameOf(data: string | ArrayBufferLike | ArrayBufferView): Frame {
  if (typeof data === 'string' || data instanceof Uint8Array) return data;
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}
