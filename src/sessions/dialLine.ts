import { type either } from 'fp-ts';
import {
  catchError,
  defer,
  EMPTY,
  filter,
  from,
  ignoreElements,
  interval,
  merge,
  mergeMap,
  type Observable,
  of,
  Subject,
  switchMap,
  take,
  takeUntil,
  tap,
  throwError,
  throwIfEmpty,
  timeout,
  timer,
} from 'rxjs';
import { connect, type Connection, type Frame, keepalive } from '../connection';
import { isVoiceError, redactor, retryableGatewayError, VoiceError } from '../errors';
import {
  composeEndpoint,
  type DecodeFailure,
  type GatewayFailure,
  type SttMessage,
  type TtsMessage,
} from '../protocol';
import { gatewayError } from './gatewayError';
import { type GatewayOptions, type SessionOptions } from './SessionOptions';

/** How long beyond the keepalive a pong may take before the line counts as dead, ms. */
const pongTime = 5000;

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
  | { readonly type: 'ready'; readonly line: ReadyLine<Request> }
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
    switchMap((token) => {
      const { url, headers, secrets } = composeEndpoint({
        service: dialect.service,
        url: gateway.url,
        token,
        auth,
        route,
        model,
        ...(gateway.providerKey === undefined ? {} : { providerKey: gateway.providerKey }),
        ...(gateway.region === undefined ? {} : { region: gateway.region }),
        ...(gateway.headers === undefined ? {} : { headers: gateway.headers }),
      });
      const redact = redactor(secrets);
      const dialled = { timeout: connectTimeout, ...(socket === undefined ? {} : { socket }) };
      return connect({ url, headers }, dialled).pipe(
        switchMap((connection) => {
          opened();
          return converse(dialect, route, options, model, connection, redact);
        }),
      );
    }),
  );
}

/** Asks for the token. A source that fails is told of without its own words, which may hold a secret. */
function tokenOf({ token }: GatewayOptions, limit: number): Observable<string> {
  if (typeof token === 'string') return of(token);
  const failed = () =>
    new VoiceError(
      'token-failed',
      `While dialling, the token function was asked for a token and gave none within ${limit} ms, or failed. Check it.`,
      {},
      { retryable: true },
    );
  return defer(() => from(token())).pipe(
    take(1),
    throwIfEmpty(failed),
    timeout({ first: limit }),
    catchError((error: unknown) => throwError(() => (isVoiceError(error) ? error : failed()))),
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

    const signalsOf = (frame: Frame): readonly LineSignal<M, R>[] => {
      const decoded = dialect.decode(frame, redact);
      if (decoded._tag === 'Left') return [{ type: 'undecodable', failure: decoded.left }];
      return decoded.right.flatMap((message) => (ready ? heard(message) : greeting(message)));
    };
    const greeting = (message: M): readonly LineSignal<M, R>[] => {
      if (message.type === 'error') throw gatewayError(message, 'opening the session');
      return message.type === 'ready' ? [becomeReady(message.sessionId)] : [];
    };
    const heard = (message: M): readonly LineSignal<M, R>[] => {
      const excused = message.type === 'error' && lastSent === beat && refusesBeat(message);
      beatRefused ||= excused;
      return [{ type: 'message', message, excused }];
    };
    const becomeReady = (sessionId?: string): LineSignal<M, R> => {
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
      return { type: 'ready', line };
    };

    const sent$ = beats
      ? outgoing.pipe(
          keepalive(() => beat, every),
          filter((frame) => !(beatRefused && frame === beat)),
        )
      : outgoing;
    const init = dialect.encode(dialect.init(route === 'direct' ? model : undefined));
    const outgoing$ = merge(of(init), greeted.pipe(switchMap(() => sent$))).pipe(
      tap((frame) => (lastSent = frame)),
    );

    return merge(
      connection.exchange(outgoing$).pipe(mergeMap(signalsOf)),
      route === 'direct' ? defer(() => of(becomeReady())) : lateReady(readyTimeout, greeted),
      given,
      every === false ? EMPTY : watch(connection, every),
    );
  });
}

/** An error right after a keepalive that does not say that it will pass: the route does not know the message. */
const refusesBeat = ({ code, message, status }: GatewayFailure): boolean =>
  status === undefined || !retryableGatewayError(code, message, status);

const lateReady = (limit: number, greeted: Observable<void>): Observable<never> =>
  timer(limit).pipe(
    takeUntil(greeted),
    mergeMap(() =>
      throwError(
        () =>
          new VoiceError(
            'ready-timeout',
            `While opening the session, the gateway was sent init and did not say ready within ${limit} ms. ` +
              'Check the model, or allow more time with readyTimeout.',
            { timeout: limit },
            { retryable: true },
          ),
      ),
    ),
  );

/** Pings, where the platform can, and takes a line for dead that answers none. */
function watch(connection: Connection, every: number): Observable<never> {
  if (connection.ping === undefined) return EMPTY;
  const silence = every + pongTime;
  const dead = () =>
    new VoiceError(
      'socket-lost',
      `The line was up, but nothing arrived on it for ${silence} ms, not even a pong. It is taken for dead.`,
      {},
      { retryable: true },
    );
  return merge(
    interval(every).pipe(tap(() => connection.ping?.())),
    connection.activity$.pipe(timeout({ each: silence, with: () => throwError(dead) })),
  ).pipe(ignoreElements());
}
