import { catchError, defer, EMPTY, map, Observable, Subject, takeUntil, throwError } from 'rxjs';
import websockets from 'rxjs-websockets';
import { invalidOption, isVoiceError, VoiceError } from '../errors';
import {
  type Connection,
  type Endpoint,
  type Frame,
  type SocketFactory,
  type WebSocketLike,
} from './Connection';
import { firstWithin } from './deadline';
import { type Failures, failuresOf } from './failures';
import { type Line, openLine } from './line';

/** A Node ES module gets the CommonJS module object, everything else its default export. */
const dial =
  typeof websockets === 'function'
    ? websockets
    : (websockets as { default: typeof websockets }).default;

type Exchange = (outgoing$: Observable<Frame>) => Observable<Frame>;

/**
 * How {@link connect} dials.
 *
 * @category Connection
 */
export interface ConnectOptions {
  /** Makes the socket. Default: the platform's `WebSocket`, looked up when dialling. */
  readonly socket?: SocketFactory;
  /** How long the line may take to open, in ms by the clock. Default 10000. */
  readonly timeout?: number;
}

/**
 * Opens a line: a WebSocket as a cold Observable, one socket a subscription.
 *
 * ```text
 * connect(endpoint)                        ---c----------#      the line opens, and breaks
 * connect(endpoint).pipe(                  -----m--m-m---#      messages; the error is the same
 *   switchMap(c => c.exchange(out$)))
 * connect(endpoint), refused               ---#
 * ```
 *
 * It emits once, when open, and never completes. Unsubscribing closes the socket with 1000, also while it connects, and
 * nothing of it is heard after. Any other end is an error, told to `exchange` first, then here, the same object:
 *
 * | code | when |
 * |---|---|
 * | `socket-refused` | the handshake was answered with an HTTP status; `status`, and up to 1000 characters of `body` |
 * | `socket-closed` | the peer closed, 1000 and 1005 (no code given) included; `closeCode`, `reason` |
 * | `socket-lost` | the line broke (1006), or could not be made: no such host, nobody listening. Where the platform hides why a handshake failed, as browsers do, a refusal is this too. Also a factory that threw; that one is not `retryable` |
 * | `connect-timeout` | not open in time; the socket is closed |
 * | `socket-unavailable` | no factory was given and the platform has no `WebSocket` |
 * | `decode-failed` | a message was neither text nor bytes |
 *
 * What `exchange` does beyond its contract in {@link Connection}:
 * - Unsubscribing from it leaves the line open for as long as this Observable is subscribed to; what arrives is dropped.
 * - When this Observable is unsubscribed from, `exchange` and `activity$` complete.
 * - A socket that throws in `send` or `ping` is a `socket-lost` of `exchange`, and closed; as after an error of `outgoing$`
 *   this is our own close, so that this Observable stays silent.
 * - What is sent after the end is dropped.
 *
 * Headers go to the factory as they are; a factory without `sendsHeaders` ignores them, the platform's `WebSocket` too.
 * Bytes arrive as `Uint8Array`, not copied once more. Nothing of the endpoint's secrets (header values, the `token` of its
 * query) stands in any error.
 *
 * @example Talk over a line that is dialled again whenever it breaks
 * ```ts
 * connect({ url: 'wss://voice.example/v1' }).pipe(
 *   switchMap((connection) => connection.exchange(outgoing$)),
 *   reconnect(),
 * );
 * ```
 *
 * @param endpoint - where to dial
 * @param options - the socket factory and the time limit
 * @returns an Observable of the open line
 * @throws a `VoiceError` `invalid-option` where `timeout` is negative or not a number
 * @category Connection
 */
export function connect(endpoint: Endpoint, options: ConnectOptions = {}): Observable<Connection> {
  const { socket = platformSocket, timeout = 10_000 } = options;
  if (!(timeout >= 0)) {
    throw invalidOption(
      'timeout',
      `connect: timeout is ${timeout}; it must be a number of ms, 0 or more.`,
    );
  }

  return defer(() => {
    const failures = failuresOf(endpoint);
    const line = openLine(makeSocket(socket, endpoint, failures), failures);

    return dial(endpoint.url, {
      protocols: endpoint.protocols ?? [],
      makeWebSocket: () => line,
    }).pipe(
      firstWithin(timeout, () => failures.timedOut(timeout)),
      map((responses) => connectionOver(line, responses as unknown as Exchange)),
      catchError((error: unknown) => throwError(() => line.failure ?? error)),
    );
  });
}

function makeSocket(factory: SocketFactory, endpoint: Endpoint, failures: Failures): WebSocketLike {
  try {
    return factory(endpoint);
  } catch (error) {
    throw isVoiceError(error) ? error : failures.notMade(error);
  }
}

function platformSocket({ url, protocols }: Endpoint): WebSocketLike {
  const { WebSocket: Platform } = globalThis as { WebSocket?: typeof WebSocket };
  if (Platform === undefined) {
    throw new VoiceError(
      'socket-unavailable',
      "This platform has no WebSocket. Give a socket factory; in Node: import { nodeSocket } from 'rxjs-voice/node'.",
      {},
      { retryable: false },
    );
  }
  return new Platform(url, protocols);
}

function connectionOver(line: Line, responses: Exchange): Connection {
  let taken = false;

  const exchange: Exchange = (outgoing$) =>
    new Observable<Frame>((output) => {
      if (taken) {
        output.error(takenTwice());
        return;
      }
      taken = true;
      const alreadyOver = line.ended;
      const left = new Subject<void>();
      output.add(() => left.next());
      if (!alreadyOver) line.over$.subscribe(output);

      const sent$ = outgoing$.pipe(
        catchError((error: unknown) => {
          line.abort(error);
          return EMPTY;
        }),
        takeUntil(left),
      );
      responses(alreadyOver ? EMPTY : sent$).subscribe(output);
      line.release();
      if (alreadyOver) line.over$.subscribe(output);
    });

  return {
    exchange,
    activity$: line.activity$,
    get bufferedAmount() {
      return line.bufferedAmount;
    },
    ...(line.ping && { ping: line.ping }),
  };
}

function takenTwice() {
  return invalidOption(
    'exchange',
    'exchange was subscribed to a second time. A connection is exchanged over once: share() the result, or dial another with connect.',
  );
}
