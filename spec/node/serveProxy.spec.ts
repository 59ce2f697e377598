import {
  catchError,
  firstValueFrom,
  lastValueFrom,
  map,
  materialize,
  mergeMap,
  NEVER,
  of,
  switchMap,
  throwError,
  toArray,
  timer,
  merge,
} from 'rxjs';
import { connect, type SocketFactory } from '../../src/connection';
import { VoiceError } from '../../src/errors';
import {
  type CassetteEntry,
  faults,
  type Gateway,
  type GatewayRequest,
  recordCassette,
  toneVoice,
  ttsGateway,
} from '../../src/gateway';
import { nodeSocket, type ProxyOptions, serveProxy } from '../../src/node';
import { synthesizer } from '../../src/sessions';
import { closeServers, serve } from '../proof/sockets';
import { deadUrl, closeLoopback } from '../support/loopback';

const path = '/v1/tts/some/model:1';
const stops: (() => void)[] = [];

afterEach(async () => {
  stops.splice(0).forEach((stop) => stop());
  closeServers();
  await closeLoopback();
});

/** A proxy to a server, for one test. */
async function proxy(
  to: string,
  socket?: SocketFactory,
  more: Pick<ProxyOptions, 'token' | 'headers'> = {},
) {
  const served = serveProxy({ to, ...(socket && { socket }), ...more });
  return new Promise<string>((resolve, reject) => {
    const running = served.subscribe({ next: ({ url }) => resolve(url), error: reject });
    stops.push(() => running.unsubscribe());
  });
}

const said = (url: string) => {
  const tts = synthesizer({
    gateway: { url, token: 'the-token', socket: nodeSocket },
    model: 'some/model:1',
    sampleRate: 8000,
    backoff: { initial: 5, jitter: 'none' },
  });
  return lastValueFrom(
    tts.speak('Hello there.').pipe(
      map(({ data }) => Buffer.from(data).toString('hex')),
      toArray(),
    ),
  ).finally(() => tts.close());
};

const failure = (url: string) =>
  firstValueFrom(
    connect(
      { url: url + path, headers: { authorization: 'Bearer the-token' } },
      { socket: nodeSocket },
    ).pipe(
      switchMap((connection) => connection.exchange(NEVER)),
      materialize(),
      mergeMap(({ error }) => (error === undefined ? [] : of(error as unknown))),
    ),
  );

describe('serveProxy', () => {
  it('should pass a session on, its dropped line too, and let it be recorded', async () => {
    const quick = () => ttsGateway({ engine: toneVoice({ byteMs: 10 }), pace: Infinity });
    const server = await serve({
      tts: faults.dropAfter({ audio: 50 })(quick()),
      token: 'the-token',
    });
    const direct = await serve({ tts: quick() });
    const tape: CassetteEntry[] = [];
    const url = await proxy(
      `${server.url}/`,
      recordCassette(nodeSocket, (entry) => tape.push(entry)),
    );

    expect((await said(url)).join('')).toBe((await said(direct.url)).join(''));
    expect(tape.filter(({ type }) => type === 'dial')).toMatchObject([
      { url: `${server.url}/v1/bridges/unmute/tts/some/model:1` },
      {},
    ]);
    expect(tape.some(({ type }) => type === 'lost')).toBe(true);
    expect(JSON.stringify(tape)).not.toContain('the-token');
  });

  it.each<[string, () => Gateway, object]>([
    [
      'a refusal',
      () => () =>
        throwError(
          () =>
            new VoiceError(
              'socket-refused',
              '',
              { status: 429, body: '{"error":"slow"}' },
              { retryable: true },
            ),
        ),
      { code: 'socket-refused', status: 429, body: '{"error":"slow"}' },
    ],
    [
      'a close',
      () => () =>
        timer(1).pipe(
          switchMap(() =>
            throwError(
              () =>
                new VoiceError(
                  'socket-closed',
                  '',
                  { closeCode: 4007, reason: 'enough' },
                  { retryable: true },
                ),
            ),
          ),
        ),
      { code: 'socket-closed', closeCode: 4007, reason: 'enough' },
    ],
    [
      'a cut',
      () => () =>
        timer(1).pipe(
          switchMap(() =>
            throwError(() => new VoiceError('socket-lost', '', {}, { retryable: true })),
          ),
        ),
      { code: 'socket-lost' },
    ],
    ['the token that is wrong', () => ttsGateway(), { code: 'socket-refused', status: 401 }],
  ])('should pass on %s', async (name, gateway, expected) => {
    const server = await serve({
      tts: gateway(),
      ...(name.includes('token') ? { token: 'another' } : {}),
    });

    expect(await failure(await proxy(server.url))).toMatchObject(expected);
  });

  it('should keep its own token, and add the key', async () => {
    const seen: GatewayRequest[] = [];
    const server = await serve({
      tts: (client$, request) => {
        seen.push(request);
        return client$;
      },
      token: 'the-key',
    });
    const url = await proxy(server.url, undefined, {
      token: (given) => given === 'for-a-minute',
      headers: { Authorization: 'Bearer the-key' },
    });
    const dials = [
      '?token=for-a-minute&region=eu',
      '?region=eu&%74oken=for-a-minute',
      '?token=old',
    ];
    const results = await Promise.all(
      dials.map((query) =>
        firstValueFrom(
          connect({ url: url + path + query }, { socket: nodeSocket }).pipe(
            map(() => 'open'),
            catchError((error: unknown) => of(error)),
          ),
        ),
      ),
    );

    expect(results).toEqual(['open', 'open', expect.objectContaining({ status: 401 })]);
    expect(seen.map((request) => request.url)).toEqual([
      `${server.url}${path}?region=eu`,
      `${server.url}${path}?region=eu`,
    ]);
    expect(JSON.stringify(seen)).not.toContain('for-a-minute');
    expect(await failure(url)).toMatchObject({ status: 401 });
    expect(seen).toHaveLength(2);
  });

  it.each<[string, Gateway, object]>([
    [
      'a refusal',
      faults.refuse({ status: 403, body: 'the-secret-key' })(ttsGateway()),
      {
        status: 403,
        body: '[redacted]',
      },
    ],
    [
      'a close',
      () => timer(1).pipe(switchMap(() => throwError(() => new Error('the-secret-key')))),
      {
        closeCode: 1011,
        reason: '[redacted]',
      },
    ],
  ])('should not say the key in %s', async (_name, tts, expected) => {
    const headers = { authorization: 'Bearer the-secret-key' };
    const server = await serve({ tts });

    expect(await failure(await proxy(server.url, undefined, { headers }))).toMatchObject(expected);
  });

  it('should not say the key in a message', async () => {
    const { url } = await serve({ tts: () => merge(of('{"error":"the-secret-key"}'), NEVER) });
    const through = await proxy(url, undefined, { headers: { 'X-Key': 'the-secret-key' } });
    const frame = await firstValueFrom(
      connect({ url: through + path }, { socket: nodeSocket }).pipe(
        switchMap((connection) => connection.exchange(NEVER)),
      ),
    );

    expect(frame).toBe('{"error":"[redacted]"}');
  });

  it('should refuse with 502 where nobody listens', async () => {
    expect(await failure(await proxy(await deadUrl()))).toMatchObject({
      code: 'socket-refused',
      status: 502,
      body: expect.stringContaining('could not be reached'),
    });
  });

  /* eslint-disable rxjs-x/no-nested-subscribe -- what is told, and when, is what the test is about. */
  it('should tell the server that the client left, and answer its pings', async () => {
    const ended: string[] = [];
    const left = new Promise<void>((resolve) => {
      const watching: Gateway = (client$) => {
        client$.subscribe({
          complete: () => {
            ended.push('left');
            resolve();
          },
        });
        return NEVER;
      };
      void serve({ tts: watching }).then(async ({ url }) => {
        const through = await proxy(url);
        const line = connect({ url: through + path }, { socket: nodeSocket }).subscribe(
          (connection) => {
            connection.activity$.subscribe(() => {
              ended.push('pong');
              line.unsubscribe();
            });
            merge(connection.exchange(NEVER)).subscribe();
            connection.ping?.();
          },
        );
      });
    });
    await left;

    expect(ended).toEqual(['pong', 'left']);
  });

  it('should refuse what is no address', async () => {
    await expect(proxy('https://voice.example')).rejects.toMatchObject({
      code: 'invalid-option',
      option: 'to',
    });
    const { port } = await serve({});
    await expect(lastValueFrom(serveProxy({ to: 'ws://x', port }))).rejects.toMatchObject({
      code: 'invalid-option',
      option: 'port',
    });
    await expect(proxy('ws://x', nodeSocket, { token: ' ' })).rejects.toMatchObject({
      code: 'invalid-option',
      option: 'token',
    });
  });
});
