import { type either } from 'fp-ts';
import {
  defer,
  EMPTY,
  filter,
  from,
  map,
  merge,
  mergeMap,
  type Observable,
  of,
  Subject,
  switchMap,
  tap,
} from 'rxjs';
import { connect, type Connection, type Frame, keepalive, secretsOf } from '../connection';
import { redactor, retryableGatewayError, type VoiceError } from '../errors';
import {
  composeEndpoint,
  type DecodeFailure,
  type GatewayFailure,
  type SttMessage,
  type TtsMessage,
} from '../protocol';
import { gatewayError } from './gatewayError';
import { type GatewayOptions, type SessionOptions } from './SessionOptions';
import { deadLine } from './deadLine';
import { lateReady } from './lateReady';
import { tokenOf } from './tokenOf';

/** The longest name of a session, in characters. */
const nameLength = 200;

/** How many odd frames before `ready` are kept to be told. */
const earlyLimit = 100;

/**
 * How a service is spoken to: what `speaking` and `listening` differ in.
 *
 * @internal
 */
export interface Dialect<
  Message extends TtsMessage | SttMessage,
  Request extends { type: string },
> {
  readonly service: 'tts' | 'stt';
  readonly decode: (
    frame: Frame,
    redact: (text: string) => string,
  ) => either.Either<DecodeFailure, readonly Message[]>;
  readonly encode: (request: Request) => string;
  readonly init: (model: string | undefined) => Request;
  readonly keepalive: Request;
  /** Whether the direct routes know the keepalive message too. */
  readonly keepaliveOnDirect: boolean;
}

/**
 * A line that is ready.
 *
 * @internal
 */
export interface ReadyLine<Request> {
  readonly sessionId?: string;
  send(request: Request): void;
  sendAudio(data: Uint8Array): void;
  /** Bytes that are not yet on the wire. */
  readonly bufferedAmount: number;
  /** Gives the line up: its Observable errors so. */
  fail(error: VoiceError): void;
}

/**
 * What a line yields; the first is always `ready`. `excused`: an error that only means that the keepalive message is not
 * known there.
 *
 * @internal
 */
export type LineSignal<Message, Request> =
  | {
      readonly type: 'ready';
      readonly line: ReadyLine<Request>;
      /** When its token ends, wall-clock ms, where that is known. */
      readonly expiresAt?: number;
      /** The place of its gateway in the session's list. */
      readonly gateway?: number;
    }
  | { readonly type: 'message'; readonly message: Message; readonly excused: boolean }
  | { readonly type: 'undecodable'; readonly failure: DecodeFailure };

/**
 * Dials a gateway, greets it, and keeps the line alive and watched. Cold; one line a subscription; errors when it is lost.
 *
 * @param opened - told when the socket is open
 * @internal
 */
export function dialLine<M extends TtsMessage | SttMessage, R extends { type: string }>(
  dialect: Dialect<M, R>,
  gateway: GatewayOptions,
  options: SessionOptions,
  opened: () => void,
): Observable<LineSignal<M, R>> {
  const { connectTimeout = 10_000 } = options;
  const { socket, route = 'bridge' } = gateway;
  const auth = gateway.auth ?? (socket?.sendsHeaders === true ? 'header' : 'query');
  const model = gateway.model ?? options.model;

  return tokenOf(gateway, connectTimeout).pipe(
    switchMap(({ token, expiresAt }) => {
      const { url, headers, secrets } = composeEndpoint({
        service: dialect.service,
        url: gateway.url,
        token,
        auth,
        sendsHeaders: socket?.sendsHeaders === true,
        route,
        model,
        ...(gateway.providerKey === undefined ? {} : { providerKey: gateway.providerKey }),
        ...(gateway.region === undefined ? {} : { region: gateway.region }),
        ...(gateway.headers === undefined ? {} : { headers: gateway.headers }),
      });
      const redact = redactor([...secrets, ...secretsOf({ url, headers })]);
      const dialled = { timeout: connectTimeout, ...(socket === undefined ? {} : { socket }) };
      return connect({ url, headers }, dialled).pipe(
        switchMap((connection) => {
          opened();
          const signals$ = converse(dialect, route, options, model, connection, redact);
          return expiresAt === undefined
            ? signals$
            : signals$.pipe(
                map((signal) => (signal.type === 'ready' ? { ...signal, expiresAt } : signal)),
              );
        }),
      );
    }),
  );
}

function converse<M extends TtsMessage | SttMessage, R extends { type: string }>(
  dialect: Dialect<M, R>,
  route: 'bridge' | 'direct',
  options: SessionOptions,
  model: string,
  connection: Connection,
  redact: (text: string) => string,
): Observable<LineSignal<M, R>> {
  const { readyTimeout = 5000, keepalive: every = 10_000 } = options;
  const beat = dialect.encode(dialect.keepalive);
  const beats = every !== false && (route === 'bridge' || dialect.keepaliveOnDirect);

  return defer(() => {
    const outgoing = new Subject<Frame>();
    const greeted = new Subject<void>();
    const given = new Subject<never>();
    let ready = false;
    let lastSent: Frame = '';
    let beatRefused = false;

    // What is odd before `ready` is told behind it, so that the first signal means a line that works.
    const early: LineSignal<M, R>[] = [];

    const signalsOf = (frame: Frame): readonly LineSignal<M, R>[] => {
      const decoded = dialect.decode(frame, redact);
      if (decoded._tag === 'Left') {
        return tellOdd({ type: 'undecodable', failure: decoded.left });
      }
      return decoded.right.flatMap((message) => {
        const clean = withoutSecrets(message, redact);
        return ready ? heard(clean) : greeting(clean);
      });
    };
    const tellOdd = (signal: LineSignal<M, R>): readonly LineSignal<M, R>[] => {
      if (ready) return [signal];
      if (early.length < earlyLimit) early.push(signal);
      return [];
    };
    const greeting = (message: M): readonly LineSignal<M, R>[] => {
      if (message.type === 'error') throw gatewayError(message, 'opening the session');
      if (message.type === 'ready') return becomeReady(message.sessionId);
      return message.type === 'unknown'
        ? tellOdd({ type: 'message', message, excused: false })
        : [];
    };
    const heard = (message: M): readonly LineSignal<M, R>[] => {
      const excused =
        !beatRefused && message.type === 'error' && lastSent === beat && refusesBeat(message);
      beatRefused ||= excused;
      return [{ type: 'message', message, excused }];
    };
    const becomeReady = (sessionId?: string): readonly LineSignal<M, R>[] => {
      ready = true;
      greeted.next();
      const line: ReadyLine<R> = {
        ...(sessionId === undefined ? {} : { sessionId }),
        send: (request) => outgoing.next(dialect.encode(request)),
        sendAudio: (data) => outgoing.next(data),
        fail: (error) => given.error(error),
        get bufferedAmount() {
          return connection.bufferedAmount;
        },
      };
      return [{ type: 'ready', line }, ...early];
    };

    const ask = () => {
      if (beats) outgoing.next(beat);
    };
    const sent$ = beats
      ? outgoing.pipe(
          keepalive(() => beat, every),
          filter((frame) => !(beatRefused && frame === beat)),
        )
      : outgoing;
    const init = dialect.encode(dialect.init(route === 'direct' ? model : undefined));
    const outgoing$ = merge(greeted.pipe(switchMap(() => sent$)), of(init)).pipe(
      tap((frame) => (lastSent = frame)),
    );

    // What waits for `ready` stands first: a socket in the same process may answer within the call that sends.
    return merge(
      route === 'direct' ? EMPTY : lateReady(readyTimeout, greeted),
      connection.exchange(outgoing$).pipe(mergeMap(signalsOf)),
      route === 'direct' ? defer(() => (ready ? EMPTY : from(becomeReady()))) : EMPTY,
      given,
      every === false ? EMPTY : deadLine(connection, every, ask),
    );
  });
}

/** Decoding takes secrets out of samples and errors; a session's name may hold them too. */
function withoutSecrets<M extends TtsMessage | SttMessage>(
  message: M,
  redact: (text: string) => string,
): M {
  if (message.type !== 'ready' || message.sessionId === undefined) return message;
  return { ...message, sessionId: redact(message.sessionId.slice(0, nameLength)) };
}

/** An error right after a keepalive that does not say that it will pass: the route does not know the message. */
const refusesBeat = ({ code, message, status }: GatewayFailure): boolean =>
  status === undefined || !retryableGatewayError(code, message, status);
