import { defer, delay, Subject, type Subscription } from 'rxjs';
import { type Endpoint, type Frame, type SocketFactory, type WebSocketLike } from '../connection';
import { isVoiceError, VoiceError } from '../errors';
import { type Gateway } from '../gateway';

/** What travels from the client to the gateway. */
type Up = { dial: true } | { frame: Frame } | { ping: true } | { leave: End };
/** What travels back. */
type Down = { open: true } | { frame: Frame } | { pong: true } | { end: End };
/** How the line ends for the client: with a close event, and an error event before it where `error` is there. */
interface End {
  readonly code: number;
  readonly reason: string;
  readonly error?: { readonly message: string; readonly status?: number; readonly body?: string };
}

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
 * Pings are answered while the gateway lives. Bytes pass as they are, not copied: neither side may write to them later.
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
    throw new VoiceError(
      'invalid-option',
      `fakeSocket: latency is ${latency}; it must be a finite number of ms, 0 or more.`,
      { option: 'latency' },
      { retryable: false },
    );
  }
  return Object.assign((endpoint: Endpoint) => openFake(gateway, endpoint, latency), {
    sendsHeaders: true,
  });
}

function openFake(gateway: Gateway, endpoint: Endpoint, latency: number): WebSocketLike {
  const up = new Subject<Up>();
  const down = new Subject<Down>();
  let state: 'connecting' | 'open' | 'closing' | 'closed' = 'connecting';

  const socket: WebSocketLike = {
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
    onpong: null,
    binaryType: 'arraybuffer',
    bufferedAmount: 0,
    send(data) {
      if (state === 'connecting') throw new Error('The socket is not open yet.');
      if (state === 'open') up.next({ frame: frameOf(data) });
    },
    ping() {
      if (state === 'open') up.next({ ping: true });
    },
    close(code = 1005, reason = '') {
      if (state !== 'connecting' && state !== 'open') return;
      const never = state === 'connecting';
      state = 'closing';
      up.next({ leave: never ? { code: 1006, reason: '' } : { code, reason } });
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

  const links: Subscription = down.pipe(delay(latency)).subscribe(hear);
  links.add(
    up.pipe(delay(latency)).subscribe(farSide(gateway, endpoint, (event) => down.next(event))),
  );
  up.next({ dial: true });
  return socket;
}

/** The gateway's end of the line: takes what arrives there, answers through `say`. */
function farSide(gateway: Gateway, endpoint: Endpoint, say: (event: Down) => void) {
  const client = new Subject<Frame>();
  let running: Subscription | undefined;
  let accepted = false;
  let ended = false;

  const accept = () => {
    if (accepted || ended) return;
    accepted = true;
    say({ open: true });
  };
  const end = (how: End) => {
    if (ended) return;
    ended = true;
    say({ end: how });
    client.complete();
    running?.unsubscribe();
  };

  const dialled = () => {
    const request = { url: endpoint.url, headers: headersOf(endpoint) };
    running = defer(() => gateway(client.asObservable(), request)).subscribe({
      next: (frame) => {
        accept();
        if (!ended) say({ frame });
      },
      error: (error: unknown) => {
        const how = endOf(error, accepted);
        if (how.error === undefined) accept();
        end(how);
      },
      complete: () => {
        accept();
        end({ code: 1000, reason: '' });
      },
    });
    accept();
  };

  return (event: Up) => {
    if ('dial' in event) dialled();
    else if ('leave' in event) end(event.leave);
    else if (ended) return;
    else if ('frame' in event) client.next(event.frame);
    else say({ pong: true });
  };
}

function endOf(error: unknown, accepted: boolean): End {
  if (isVoiceError(error, 'socket-closed')) return { code: error.closeCode, reason: error.reason };
  if (isVoiceError(error, 'socket-lost')) {
    const cut = { code: 1006, reason: '' };
    return accepted ? cut : { ...cut, error: { message: error.message } };
  }
  if (isVoiceError(error, 'socket-refused') && !accepted) {
    const { message, status, body } = error;
    return { code: 1006, reason: '', error: { message, status, body } };
  }
  return { code: 1011, reason: error instanceof Error ? error.message : String(error) };
}

function headersOf({ headers = {}, protocols = [] }: Endpoint): Record<string, string> {
  const sent = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  if (protocols.length > 0) sent.push(['sec-websocket-protocol', protocols.join(',')]);
  return Object.fromEntries(sent) as Record<string, string>;
}

function frameOf(data: string | ArrayBufferLike | ArrayBufferView): Frame {
  if (typeof data === 'string' || data instanceof Uint8Array) return data;
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}
