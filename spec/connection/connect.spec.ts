// The exchange is watched apart from connect here: which of them is told what, and first, is what these specs are about.
/* eslint-disable rxjs-x/no-subscribe-in-pipe */
import {
  catchError,
  concat,
  concatWith,
  delay,
  EMPTY,
  endWith,
  filter,
  finalize,
  ignoreElements,
  lastValueFrom,
  map,
  merge,
  mergeMap,
  NEVER,
  type Observable,
  of,
  skip,
  startWith,
  Subject,
  switchMap,
  take,
  takeUntil,
  takeWhile,
  tap,
  throwError,
  timer,
} from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import {
  type Connection,
  type Endpoint,
  connect,
  type Frame,
  type SocketFactory,
} from '../../src/connection';
import { isVoiceError, VoiceError } from '../../src/errors';
import { type Gateway } from '../../src/gateway';
import { nodeSocket } from '../../src/node/nodeSocket';
import { fakeSocket } from '../../src/testing/fakeSocket';
import { closeLoopback, serveOver } from '../support/loopback';

afterEach(closeLoopback);

/** What happens on one line: who is at the other end, what the client does, and what both are to see, in order. */
interface Scene {
  readonly gateway: (log: Log) => Gateway;
  readonly endpoint?: Partial<Endpoint>;
  readonly client: (line$: Observable<Connection>, log: Log) => Observable<unknown>;
  readonly expected: readonly unknown[];
}
type Log = Subject<unknown>;

function play(scene: Scene, endpoint: Endpoint, makeSocket: (gateway: Gateway) => SocketFactory) {
  const log: Log = new Subject();
  const seen: unknown[] = [];
  log.subscribe((entry) => seen.push(entry));
  const line$ = connect(endpoint, { socket: makeSocket(scene.gateway(log)) });
  const played$ = scene.client(line$, log).pipe(
    tap((entry) => log.next(entry)),
    catchError((error: unknown) => {
      log.next(error);
      return EMPTY;
    }),
  );
  return { seen, played$ };
}

function inMemory(scene: Scene): unknown[] {
  return new TestScheduler(() => undefined).run(({ flush }) => {
    const endpoint = { url: 'ws://fake/', ...scene.endpoint };
    const { seen, played$ } = play(scene, endpoint, (to) => fakeSocket(to, { latency: 5 }));
    played$.subscribe();
    flush();
    return seen;
  });
}

async function overLoopback(scene: Scene): Promise<unknown[]> {
  let server: Gateway = () => EMPTY;
  const base = await serveOver((client$, request) => server(client$, request));
  const endpoint = {
    ...scene.endpoint,
    url: base + (scene.endpoint?.url ?? 'ws://fake/').slice(9),
  };
  const { seen, played$ } = play(scene, endpoint, (to) => {
    server = to;
    return nodeSocket;
  });
  await lastValueFrom(played$, { defaultValue: undefined });
  return seen;
}

/** One scene, played in virtual time and over a real server. */
function scene(name: string, what: Scene): void {
  it(`${name}, in virtual time`, () => {
    expect(inMemory(what)).toEqual(what.expected);
  });
  it(`${name}, over loopback`, async () => {
    expect(await overLoopback(what)).toEqual(what.expected);
  });
}

const echo = () => (client$: Observable<Frame>) => client$;
const ending = (error: VoiceError) => () => () =>
  concat(of('hi'), timer(5).pipe(switchMap(() => throwError(() => error))));
const closing = (closeCode: number, reason: string) =>
  new VoiceError('socket-closed', 'Bye.', { closeCode, reason }, { retryable: true });
const cut = new VoiceError('socket-lost', 'Cut.', {}, { retryable: true });
const told = (log: Log, entry: unknown) => log.pipe(filter((told) => told === entry));
const later = <T>(value: T) => timer(5).pipe(map(() => value));
const boom = new Error('boom');
const facts = (error: unknown) =>
  isVoiceError(error, 'socket-closed')
    ? [error.code, error.closeCode, error.reason, error.retryable]
    : isVoiceError(error)
      ? [error.code, error.retryable]
      : error;
const exchanged = (outgoing$: Observable<Frame> = NEVER) =>
  switchMap((connection: Connection) => connection.exchange(outgoing$));
const failsAs = catchError((error: unknown) => of(facts(error)));

describe('connect', () => {
  scene('should carry text and bytes both ways in order', {
    gateway: echo,
    client: (line$) => line$.pipe(exchanged(of('a', Uint8Array.of(0, 255), 'b', '')), take(4)),
    expected: ['a', Uint8Array.of(0, 255), 'b', ''],
  });

  scene('should emit once, when open, and not complete', {
    gateway: () => () => concat(of('a', 'b', 'c'), NEVER),
    client: (line$) => {
      const stop = new Subject();
      return line$.pipe(
        tap((line) => line.activity$.pipe(skip(2)).subscribe(stop)),
        map(() => 'open'),
        endWith('complete'),
        takeUntil(stop),
      );
    },
    expected: ['open'],
  });

  scene('should keep early frames for the first exchange', {
    gateway: () => (client$) => merge(of('a', 'b'), later('c'), client$),
    client: (line$) =>
      line$.pipe(
        switchMap((line) => timer(50).pipe(switchMap(() => line.exchange(of('d'))))),
        take(4),
      ),
    expected: ['a', 'b', 'c', 'd'],
  });

  scene('should tell the exchange, then connect, of a close with the same error', {
    gateway: ending(closing(4001, 'auth expired')),
    client: (line$, log) => {
      let first: unknown;
      return line$.pipe(
        tap((line) =>
          line.exchange(NEVER).subscribe({
            next: (frame) => log.next(frame),
            error: (error: unknown) => log.next(['exchange', facts((first = error))]),
          }),
        ),
        ignoreElements(),
        catchError((error: unknown) => of(['connect', error === first])),
      );
    },
    expected: [
      'hi',
      ['exchange', ['socket-closed', 4001, 'auth expired', true]],
      ['connect', true],
    ],
  });

  scene('should take a clean close for a failure too', {
    gateway: () => () => of('hi'),
    client: (line$) => line$.pipe(exchanged(), failsAs),
    expected: ['hi', ['socket-closed', 1000, '', true]],
  });

  scene('should tell a close without a code from a broken line', {
    gateway: ending(closing(1005, '')),
    client: (line$) => line$.pipe(exchanged(), failsAs),
    expected: ['hi', ['socket-closed', 1005, '', true]],
  });

  scene('should not retry what would end the same way', {
    gateway: ending(closing(1009, 'too big')),
    client: (line$) => line$.pipe(exchanged(), failsAs),
    expected: ['hi', ['socket-closed', 1009, 'too big', false]],
  });

  scene('should fail as lost when the line is cut', {
    gateway: ending(cut),
    client: (line$) => line$.pipe(exchanged(), failsAs),
    expected: ['hi', ['socket-lost', true]],
  });

  scene('should keep status and body of a refusal', {
    gateway: () => () =>
      throwError(
        () =>
          new VoiceError(
            'socket-refused',
            'No.',
            { status: 401, body: '{"error":"unauthorized"}' },
            { retryable: false },
          ),
      ),
    client: (line$) =>
      line$.pipe(
        catchError((error: unknown) =>
          of(isVoiceError(error, 'socket-refused') && [error.status, error.body, error.retryable]),
        ),
      ),
    expected: [[401, '{"error":"unauthorized"}', false]],
  });

  scene('should send headers, subprotocols and the query', {
    gateway:
      () =>
      (_client$, { url, headers }) =>
        concat(
          of(
            `${new URL(url, 'ws://any').search} ${headers['x-one'] ?? ''} ${headers['sec-websocket-protocol'] ?? ''}`,
          ),
          NEVER,
        ),
    endpoint: { url: 'ws://fake/?a=1', headers: { 'X-One': 'first' }, protocols: ['voice'] },
    client: (line$) => line$.pipe(exchanged(), take(1)),
    expected: ['?a=1 first voice'],
  });

  scene('should fail with the error of outgoing$ and close, while connect stays silent', {
    gateway: (log) => (client$) =>
      client$.pipe(tap({ complete: () => log.next('gateway left') }), concatWith(NEVER)),
    client: (line$, log) => {
      const say = new Subject<Frame>();
      return line$.pipe(
        tap((line) => {
          line.exchange(say.pipe(startWith('a'))).subscribe({
            next: () => say.error(boom),
            error: (error: unknown) => log.next(['exchange', error]),
          });
        }),
        tap({ error: () => log.next('connect failed') }),
        ignoreElements(),
        takeUntil(told(log, 'gateway left')),
      );
    },
    expected: [['exchange', boom], 'gateway left'],
  });

  scene('should stay open when outgoing$ completes', {
    gateway: () => (client$) => client$.pipe(delay(20)),
    client: (line$) => line$.pipe(exchanged(of('a')), take(1)),
    expected: ['a'],
  });

  scene('should refuse a second exchange and leave the first alone', {
    gateway: echo,
    client: (line$, log) =>
      line$.pipe(
        mergeMap((line) => {
          const say = new Subject<Frame>();
          const first$ = line.exchange(say);
          return merge(
            first$,
            line.exchange(of('never')).pipe(
              catchError((error: unknown) => {
                log.next(facts(error));
                say.next('still here');
                return EMPTY;
              }),
            ),
          );
        }),
        take(1),
      ),
    expected: [['invalid-option', false], 'still here'],
  });

  scene('should keep the line when the exchange alone is left', {
    gateway: (log) => () =>
      concat(of('a', 'b'), later('c'), NEVER).pipe(finalize(() => log.next('gateway ended'))),
    client: (line$, log) =>
      line$.pipe(
        switchMap((line) =>
          merge(
            line.exchange(NEVER.pipe(finalize(() => log.next('outgoing left')))).pipe(take(1)),
            line.activity$.pipe(
              skip(2),
              map(() => 'still alive'),
            ),
          ),
        ),
        takeWhile((entry) => entry !== 'still alive', true),
        concatWith(told(log, 'gateway ended').pipe(take(1), ignoreElements())),
      ),
    expected: ['a', 'outgoing left', 'still alive', 'gateway ended'],
  });

  scene('should end exchange and activity$ when connect is unsubscribed from', {
    gateway: (log) => (client$) =>
      client$.pipe(tap({ complete: () => log.next('gateway left') }), concatWith(NEVER)),
    client: (line$, log) => {
      const stop = timer(1);
      return merge(
        line$.pipe(
          tap((line) => {
            line.exchange(NEVER).subscribe({ complete: () => log.next('exchange completed') });
            line.activity$.subscribe({ complete: () => log.next('activity completed') });
          }),
          switchMap(() => stop),
          take(1),
        ),
        NEVER,
      ).pipe(ignoreElements(), takeUntil(told(log, 'gateway left')));
    },
    expected: ['exchange completed', 'activity completed', 'gateway left'],
  });

  scene('should hang up a line that is left while it connects', {
    gateway: (log) => (client$) => {
      log.next('dialled');
      return client$.pipe(tap({ complete: () => log.next('gateway left') }), concatWith(NEVER));
    },
    client: (line$, log) =>
      merge(line$.pipe(takeUntil(told(log, 'dialled'))), NEVER).pipe(
        takeUntil(told(log, 'gateway left')),
      ),
    expected: ['dialled', 'gateway left'],
  });

  scene('should show a pong as activity', {
    gateway: () => () => NEVER,
    client: (line$) =>
      line$.pipe(
        switchMap((line) => {
          timer(5).subscribe(() => line.ping?.());
          return line.activity$.pipe(map(() => 'pong'));
        }),
        take(1),
      ),
    expected: ['pong'],
  });

  scene('should drop what is sent or pinged after the end', {
    gateway: () => () => later('x').pipe(ignoreElements()),
    client: (line$, log) => {
      const say = new Subject<Frame>();
      let kept: Connection | undefined;
      return line$.pipe(
        tap((line) => {
          kept = line;
          line.exchange(say).subscribe({ error: () => undefined });
        }),
        catchError(() => {
          say.next('late');
          kept?.ping?.();
          return kept ? [kept.bufferedAmount] : [];
        }),
        filter((entry) => typeof entry === 'number'),
        tap({ complete: () => log.next('done') }),
      );
    },
    expected: [0, 'done'],
  });

  scene('should give an exchange that comes late the early frames and the failure', {
    gateway: () => () => of('a', 'b'),
    client: (line$) => {
      let kept: Connection | undefined;
      return line$.pipe(
        tap((line) => (kept = line)),
        ignoreElements(),
        catchError(() => kept?.exchange(of('never')) ?? EMPTY),
        failsAs,
      );
    },
    expected: ['a', 'b', ['socket-closed', 1000, '', true]],
  });

  scene('should dial anew for each subscription', {
    gateway: (log) => (client$) => {
      log.next('dialled');
      return client$;
    },
    client: (line$) => {
      const once$ = line$.pipe(exchanged(of('a')), take(1));
      return concat(once$, once$);
    },
    expected: ['dialled', 'a', 'dialled', 'a'],
  });

  it('should dial nothing before it is subscribed to', () => {
    const socket = jest.fn();
    connect({ url: 'ws://fake' }, { socket });
    expect(socket).not.toHaveBeenCalled();
  });
});
