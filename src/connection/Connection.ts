import { type Observable } from 'rxjs';

/**
 * One WebSocket message: text, or bytes.
 *
 * @category Connection
 */
export type Frame = string | Uint8Array;

/**
 * Where to dial.
 *
 * @category Connection
 */
export interface Endpoint {
  /** A `ws:` or `wss:` URL. */
  readonly url: string;
  /** Subprotocols to offer. */
  readonly protocols?: string[];
  /** Headers of the upgrade request, where the platform can send them (see {@link SocketFactory}). */
  readonly headers?: Record<string, string>;
}

/**
 * What a socket must be able to do: the six members of the WebSocket interface, and some that are used where present.
 *
 * @category Connection
 */
export interface WebSocketLike {
  /** Sends one message. */
  send(data: string | ArrayBufferLike | ArrayBufferView): unknown;
  /** Begins to close, while connecting too. */
  close(code?: number, reason?: string): unknown;
  // `any`, as in rxjs-websockets: the platforms' own event types differ, and each must fit.
  /* eslint-disable @typescript-eslint/no-explicit-any */
  /** Called once, when open. */
  onopen: ((event: any) => any) | null;
  /** Called for every message, with `data`: a string, an `ArrayBuffer`, or a view. */
  onmessage: ((event: any) => any) | null;
  /** Called once, at the end, with `code` and `reason`. */
  onclose: ((event: any) => any) | null;
  /** Called on failure, before `onclose`. The event may carry `message`, and for a refused handshake `status` and `body`. */
  onerror: ((event: any) => any) | null;
  /* eslint-enable @typescript-eslint/no-explicit-any */
  /** Bytes accepted by `send` that are not yet on the wire. */
  readonly bufferedAmount?: number;
  /** Set to `'arraybuffer'` where it exists. */
  binaryType?: string;
  /** Sends a WebSocket ping, where the platform can. */
  ping?(): void;
  /** Called for every pong. An event emitter's `pong` event is heard as well. */
  onpong?: (() => void) | null;
}

/**
 * Makes a socket for an endpoint: the seam between this package and a platform. `nodeSocket` and `fakeSocket` are such
 * functions; the default makes the platform's own `WebSocket`.
 *
 * @category Connection
 */
export type SocketFactory = ((endpoint: Endpoint) => WebSocketLike) & {
  /** Whether it sends {@link Endpoint.headers}. Without it, tokens go into the URL. */
  readonly sendsHeaders?: boolean;
};

/**
 * An open line.
 *
 * @category Connection
 */
export interface Connection {
  /**
   * Sends what `outgoing$` emits and emits what arrives. Once: a second subscription errors. Frames that arrive before the
   * first subscription wait for it. `outgoing$` completing closes nothing; its error is this Observable's and closes the
   * socket. Any close but ours is a typed error.
   */
  exchange(outgoing$: Observable<Frame>): Observable<Frame>;
  /** Bytes handed over that are not yet on the wire. */
  readonly bufferedAmount: number;
  /** Emits whenever anything arrives, pongs included: the ground for telling a dead line. */
  readonly activity$: Observable<void>;
  /** Sends a ping, where the platform can; its pong shows on `activity$`. */
  ping?(): void;
}
