import { createConnection, type Socket } from 'node:net';
import {
  concat,
  EMPTY,
  finalize,
  firstValueFrom,
  filter,
  ignoreElements,
  map,
  merge,
  mergeMap,
  NEVER,
  type Observable,
  of,
  range,
  Subject,
  Subscription,
  take,
  takeUntil,
  tap,
  throwError,
} from 'rxjs';
import WebSocket from 'ws';
import { type Frame } from '../../src/connection';
import { isVoiceError, VoiceError } from '../../src/errors';
import {
  faults,
  type Gateway,
  type GatewayRequest,
  type LineControl,
  sttGateway,
  toneVoice,
  ttsGateway,
} from '../../src/gateway';
import { serveGateway, type ServeOptions } from '../../src/node/serveGateway';

const bridge = '/v1/bridges/unmute/tts/slng/deepgram/aura:2-en';
const ears = '/v1/bridges/unmute/stt/slng/deepgram/nova:3-en';
const init = '{"type":"init","config":{"sample_rate":8000}}';

let servers = new Subscription();
let clients: WebSocket[] = [];
let sockets: Socket[] = [];

afterEach(async () => {
  const open = clients.filter((client) => client.readyState !== WebSocket.CLOSED);
  const gone = open.map((client) => new Promise((done) => client.once('close', done)));
  servers.unsubscribe();
  open.forEach((client) => client.terminate());
  await Promise.all(gone);
  servers = new Subscription();
  clients = [];
  sockets.forEach((socket) => socket.destroy());
  sockets = [];
});

/** A server, stopped after the test. */
function serve(options: ServeOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    servers.add(
      serveGateway({
        tts: ttsGateway({ pace: Infinity }),
        stt: sttGateway(),
        ...options,
      }).subscribe({
        next: ({ url }) => resolve(url),
        error: reject,
      }),
    );
  });
}

interface Line {
  readonly socket: WebSocket;
  readonly texts: string[];
  readonly bytes: Buffer[];
  /** The next text message of this type. */
  until(type: string): Promise<string>;
  readonly closed: Promise<{ code: number; reason: string }>;
}

function dial(url: string, options: WebSocket.ClientOptions = {}): Line {
  const socket = new WebSocket(url, { perMessageDeflate: false, ...options });
  clients.push(socket);
  const texts: string[] = [];
  const bytes: Buffer[] = [];
  socket.on('error', () => undefined);
  socket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) bytes.push(data);
    else texts.push(data.toString());
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
  });
  const until = (type: string) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const found = texts.find((text) => text.includes(`"type":"${type}"`));
        if (found !== undefined) resolve(found);
      };
      look();
      socket.on('message', look);
      void closed.then(() => reject(new Error(`closed before ${type}; got ${texts.join(' ')}`)));
    });
  return { socket, texts, bytes, until, closed };
}

const opened = (line: Line) =>
  new Promise<Line>((resolve, reject) => {
    line.socket.once('open', () => resolve(line));
    line.socket.once('error', reject);
  });

/** The status and body of a refused upgrade. */
function refused(url: string, options: WebSocket.ClientOptions = {}) {
  return new Promise<{ status: number | undefined; body: string; type: string | undefined }>(
    (resolve, reject) => {
      const { socket } = dial(url, options);
      socket.once('open', () => reject(new Error('was let in')));
      socket.once('unexpected-response', (_request, response) => {
        let body = '';
        response.on('data', (part: Buffer) => (body += part.toString()));
        response.on('end', () => {
          socket.terminate();
          resolve({ status: response.statusCode, body, type: response.headers['content-type'] });
        });
      });
    },
  );
}

const echo: Gateway = (client$) => client$;

function refusal() {
  return new VoiceError(
    'socket-refused',
    'refused',
    { status: 503, body: '' },
    { retryable: true },
  );
}

/** The URL of a server that is stopped after the test. */
function firstUrl(server: Observable<{ url: string }>): Promise<string> {
  return new Promise((resolve, reject) => {
    servers.add(server.subscribe({ next: ({ url }) => resolve(url), error: reject }));
  });
}

const pong = (line: Line) =>
  new Promise((resolve) => {
    line.socket.once('pong', resolve);
    line.socket.ping();
  });

/** A TCP connection, and nothing more. */
function connected(port: number): Promise<Socket> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1', () => resolve(socket));
    socket.on('error', () => undefined);
    socket.resume();
    sockets.push(socket);
  });
}

/** A line whose client answers nothing. */
async function upgraded(url: string): Promise<Socket> {
  const socket = await connected(Number(new URL(url).port));
  const answered = new Promise((resolve) => socket.once('data', resolve));
  socket.write(
    `GET ${bridge} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
  );
  await answered;
  return socket;
}

const gone = (socket: Socket) =>
  new Promise<void>((resolve) => {
    if (socket.destroyed) resolve();
    else socket.once('close', () => resolve());
  });

const hello = '{"type":"text","text":"Hello.","flush":true}';
const tone = (text: string) => {
  const chunks: Uint8Array[] = [];
  toneVoice()
    .synthesize(text, { format: { encoding: 'linear16', sampleRate: 8000, channels: 1 } })
    .subscribe((item) => 'data' in item && chunks.push(item.data));
  return Buffer.concat(chunks);
};
const closedWith = (closeCode: number, reason = '') =>
  new VoiceError('socket-closed', 'closed', { closeCode, reason }, { retryable: true });
const failing =
  (error: unknown): Gateway =>
  (client$) =>
    client$.pipe(mergeMap(() => throwError(() => error)));

describe('serveGateway', () => {
  it('should speak over a real line, byte for byte what the voice said', async () => {
    const line = await opened(dial((await serve()) + bridge));
    line.socket.send(init);
    line.socket.send(hello);
    await line.until('audio_end');

    expect(Buffer.concat(line.bytes)).toEqual(tone('Hello.'));
    line.socket.send('{"type":"close"}');
    expect(await line.closed).toEqual({ code: 1000, reason: '' });
  });

  it('should listen over a real line', async () => {
    const line = await opened(dial((await serve()) + ears));
    line.socket.send(init);
    await line.until('ready');
    line.socket.send(tone('Hello there.'));
    line.socket.send('{"type":"finalize"}');

    expect(JSON.parse(await line.until('final_transcript'))).toMatchObject({
      transcript: 'Hello there.',
    });
  });

  it('should be cold, and listen on this machine alone', async () => {
    const server = serveGateway({ tts: echo });
    const urls = await Promise.all([firstUrl(server), firstUrl(server)]);

    expect(urls[0]).toMatch(/^ws:\/\/127\.0\.0\.1:\d+$/);
    expect(urls[0]).not.toBe(urls[1]);
  });

  it.each([
    '/v1/bridges/unmute/tts/slng/deepgram/aura:2-en',
    '/v1/bridges/unmute/tts/deepgram/aura:2?region=eu-north-1',
    '/v1/tts/slng/canopylabs/orpheus:en',
    '/v1/tts/a/b',
    '/v1/tts/deepgram%2Faura%3A2',
  ])('should serve %s', async (path) => {
    const line = await opened(dial((await serve({ tts: echo })) + path));
    line.socket.send('{"type":"here"}');

    expect(await line.until('here')).toBe('{"type":"here"}');
  });

  it.each([
    [404, '/'],
    [404, '/v1/llm/a/b'],
    [404, '/v1/bridges/jambonz/tts/a/b'],
    [422, '/v1/tts/'],
    [422, '/v1/tts/nova'],
    [422, '/v1/bridges/unmute/stt/deepgram/'],
    [422, '/v1/stt/deepgram/nova:'],
    [422, '/v1/stt/deepgram/no%20va'],
    [422, '/v1/stt/deepgram/%zz'],
  ])('should refuse with %i: %s', async (status, path) => {
    const refusal = await refused((await serve()) + path);

    expect(refusal).toMatchObject({ status, type: 'application/json; charset=utf-8' });
    expect(JSON.parse(refusal.body)).toEqual({ error: expect.any(String) as string });
  });

  it('should let in who has the token, in the header or in the query', async () => {
    const url = (await serve({ token: 'a secret', tts: echo })) + bridge;
    const headers = { authorization: 'Bearer a secret' };

    await opened(dial(url, { headers }));
    await opened(dial(url, { headers: { authorization: 'bearer a secret' } }));
    await opened(dial(`${url}?region=eu&token=a%20secret`));
    await opened(dial(`${url}?token=wrong`, { headers }));
  });

  it('should refuse who has not, and not say what the token is', async () => {
    const url = (await serve({ token: 'a secret' })) + bridge;
    const refusals = await Promise.all([
      refused(url),
      refused(`${url}?token=`),
      refused(`${url}?token=a%20secre`),
      refused(url, { headers: { authorization: 'Bearer a secret too' } }),
      refused(url, { headers: { authorization: 'Basic a secret' } }),
      refused(`${url}?token=a%20secret`, { headers: { authorization: 'Bearer other' } }),
      refused(url.replace('aura:2-en', '')),
    ]);

    for (const { status, body } of refusals) {
      expect([status, body]).toEqual([401, '{"error":"The API key is missing or wrong."}']);
    }
  });

  it('should ask a function at every dial, and let nobody in where it fails', async () => {
    const asked: (string | undefined)[] = [];
    const left = new Set(['once', 'a b']);
    const url = await serve({
      tts: echo,
      token: (given) => {
        asked.push(given);
        if (given === 'broken') throw new Error('no list of tokens');
        return left.delete(given ?? '');
      },
    });

    await opened(dial(`${url}${bridge}?token=once`));
    await opened(dial(url + bridge, { headers: { authorization: 'Bearer a b' } }));
    const refusals = await Promise.all([
      refused(`${url}${bridge}?token=once`),
      refused(`${url}${bridge}?token=broken`),
      refused(`${url}${bridge}?token=`),
    ]);

    expect(asked.slice(0, 2)).toEqual(['once', 'a b']);
    expect(new Set(asked.slice(2))).toEqual(new Set(['once', 'broken', undefined]));
    expect(refusals.map(({ status }) => status)).toEqual([401, 401, 401]);
  });

  it('should not say the token of a dial, where a function decides', async () => {
    const tts = failing(new Error('no line for ?token=short%20lived'));
    const url = await serve({ tts, token: () => true });
    const line = await opened(dial(`${url}${bridge}?token=short%20lived`));
    line.socket.send('go');

    expect((await line.closed).reason).toBe('no line for ?token=[redacted]');
  });

  it("should refuse a provider's key on a model that the gateway hosts itself", async () => {
    const url = await serve({ tts: echo });
    const headers = { 'X-Slng-Provider-Key': 'own key' };

    expect(await refused(url + bridge, { headers })).toMatchObject({
      status: 400,
      body: '{"error":"BYOK is only supported for external STT/TTS routes"}',
    });
    await opened(dial(`${url}/v1/tts/deepgram/aura:2`, { headers }));
  });

  it('should refuse a line too many, and have room again when one has gone', async () => {
    const url = (await serve({ maxLines: 1, tts: echo })) + bridge;
    const first = await opened(dial(url));

    expect(await refused(url)).toMatchObject({
      status: 429,
      body: '{"error":"No more than 1 lines may be open at once."}',
    });
    first.socket.close();
    await first.closed;
    await opened(dial(url));
  });

  it('should say to plain HTTP what it is', async () => {
    const url = (await serve()).replace('ws:', 'http:');
    const response = await fetch(`${url}/healthz`, { method: 'POST', body: 'x' });

    expect([response.status, response.headers.get('upgrade')]).toEqual([426, 'websocket']);
    expect(await response.json()).toEqual({
      error: 'This gateway speaks WebSocket. Dial it with a ws:// URL.',
    });
  });

  it('should not compress, also where the client offers to', async () => {
    const line = await opened(
      dial((await serve({ tts: echo })) + bridge, { perMessageDeflate: true }),
    );

    expect(line.socket.extensions).toBe('');
  });

  it('should hand the gateway the URL, the headers in lower case, and frames as they came', async () => {
    const seen: unknown[] = [];
    const tts: Gateway = (client$, request) => {
      seen.push(request);
      return client$.pipe(tap((frame) => seen.push(frame)));
    };
    const url = `${await serve({ tts })}${bridge}?region=eu`;
    const line = await opened(dial(url, { headers: { 'X-Region-Override': 'eu-north-1' } }));
    line.socket.send(new Uint8Array([1, 2, 3]));
    line.socket.send('{"type":"höre"}');
    await line.until('höre');

    expect(seen).toEqual([
      {
        url,
        headers: expect.objectContaining({ 'x-region-override': 'eu-north-1' }) as GatewayRequest,
        line: expect.any(Object) as LineControl,
      },
      new Uint8Array([1, 2, 3]),
      '{"type":"höre"}',
    ]);
    expect(Buffer.isBuffer(seen[1])).toBe(false);
    expect(line.bytes).toEqual([Buffer.from([1, 2, 3])]);
  });

  it('should send what the gateway says before the line is open', async () => {
    const eager: Gateway = () => concat(of('{"type":"one"}', '{"type":"two"}'), NEVER);
    const line = dial((await serve({ tts: eager })) + bridge);
    await line.until('two');

    expect(line.texts).toEqual(['{"type":"one"}', '{"type":"two"}']);
  });
});

describe('the end of a line', () => {
  it('should be a refusal with status and body, where that is the first thing the gateway does', async () => {
    const tts = faults.refuse({ status: 503, body: '{"error":"later"}' })(echo);
    const url = (await serve({ tts })) + bridge;

    expect(await refused(url)).toMatchObject({ status: 503, body: '{"error":"later"}' });
    await opened(dial(url));
  });

  it.each<[string, Gateway, number, string]>([
    ['completion', (client$) => client$.pipe(take(1), ignoreElements()), 1000, ''],
    ['completion at once', () => EMPTY, 1000, ''],
    ['a close code', failing(closedWith(1012, 'restart')), 1012, 'restart'],
    ['a private close code', failing(closedWith(4401, 'key')), 4401, 'key'],
    ['no close code', failing(closedWith(1005)), 1005, ''],
    ['a code that cannot be sent', failing(closedWith(1015)), 1006, ''],
    ['a long reason', failing(closedWith(1011, 'ü'.repeat(100))), 1011, 'ü'.repeat(61)],
    ['a lost line', failing(new VoiceError('socket-lost', '', {}, { retryable: true })), 1006, ''],
    ['a lost line at once', faults.acceptThenDrop()(echo), 1006, ''],
    ['a refusal too late', faults.lateReady(0)(failing(refusal())), 1011, 'refused'],
    ['a refusal behind a frame', () => concat(of('hello'), throwError(refusal)), 1011, 'refused'],
    ['any other error', failing(new Error('broken')), 1011, 'broken'],
    ['an error that is none', failing('odd'), 1011, 'odd'],
    [
      'a gateway that throws',
      () => {
        throw new Error('thrown');
      },
      1011,
      'thrown',
    ],
  ])('should show for the client: %s', async (_name, tts, code, reason) => {
    const line = await opened(dial((await serve({ tts })) + bridge));
    line.socket.send('go');

    expect(await line.closed).toEqual({ code, reason });
  });

  it('should not say the token, whatever the gateway says', async () => {
    const tts = failing(new Error('no line for ws://x/?token=a%20secret, Bearer a secret'));
    const stt = faults.refuse({ status: 503, body: 'a secret' })(sttGateway());
    const url = await serve({ tts, stt, token: 'a secret' });
    const line = await opened(dial(`${url}${bridge}?token=a%20secret`));
    line.socket.send('go');

    expect((await line.closed).reason).toBe(
      'no line for ws://x/?token=[redacted], Bearer [redacted]',
    );
    expect((await refused(`${url}${ears}?token=a%20secret`)).body).toBe('[redacted]');
  });

  it('should end the gateway when the client leaves, and when it vanishes', async () => {
    const ends: string[] = [];
    const ended = new Subject<void>();
    const tts: Gateway = (client$) =>
      merge(client$.pipe(tap({ complete: () => ends.push('left') })), NEVER).pipe(
        finalize(() => {
          ends.push('stopped');
          ended.next();
        }),
      );
    const url = (await serve({ tts })) + bridge;

    for (const leave of ['close', 'terminate'] as const) {
      const line = await opened(dial(url));
      const end = firstValueFrom(ended);
      line.socket[leave]();
      await end;
    }
    expect(ends).toEqual(['left', 'stopped', 'left', 'stopped']);
  });

  it('should be 1009 after a message that is too long', async () => {
    const line = await opened(dial((await serve({ tts: echo })) + bridge));
    line.socket.send(new Uint8Array(1_048_577));

    expect((await line.closed).code).toBe(1009);
  });

  it('should be a cut for a client that does not read', async () => {
    const flood: Gateway = (client$) =>
      client$.pipe(mergeMap(() => range(0, 600).pipe(map(() => new Uint8Array(65_536)))));
    const line = await opened(dial((await serve({ tts: flood })) + bridge));
    line.socket.send('go');
    line.socket.pause();
    // A second client's round trip shows that the server has done with the first.
    const other = await opened(dial(line.socket.url.replace('/tts/', '/stt/')));
    other.socket.close();
    await other.closed;
    line.socket.resume();

    expect((await line.closed).code).toBe(1006);
    expect(line.bytes.length).toBeLessThan(600);
  });

  it('should not answer pings where the gateway plays dead, and answer again where it listens again', async () => {
    const again = new Subject<void>();
    const deaf: Gateway = (client$) =>
      concat(client$.pipe(take(1)), again.pipe(take(1), ignoreElements()), client$);
    const url = await serve({ tts: deaf, stt: echo });
    const [line, other] = await Promise.all([opened(dial(url + bridge)), opened(dial(url + ears))]);
    line.socket.send('{"type":"one"}');
    await line.until('one');
    let pongs = 0;
    line.socket.on('pong', () => pongs++);
    line.socket.ping();
    for (let i = 0; i < 3; i++) await pong(other);
    expect(pongs).toBe(0);

    again.next();
    line.socket.send('{"type":"two"}');
    await line.until('two');
    expect(pongs).toBe(1);
  });
});

describe('a gateway that holds its side of the line', () => {
  /**
   * An echo of text that does to its line what it is told; a client of a second gateway shows that the server had time to answer.
   * Not of bytes: so many, sent back at once, could make of its client one that reads too slowly.
   */
  async function steered() {
    let line: LineControl = {};
    const late = new Subject<string>();
    const heard: Frame[] = [];
    const tts: Gateway = (client$, request) => {
      line = request.line ?? {};
      const echo$ = client$.pipe(
        tap((frame) => heard.push(frame)),
        filter((frame) => typeof frame === 'string'),
      );
      return merge(echo$, late);
    };
    const url = await serve({ tts, stt: echo });
    const [client, other] = await Promise.all([
      opened(dial(url + bridge)),
      opened(dial(url + ears)),
    ]);
    const idle = async () => {
      for (let i = 0; i < 5; i++) await pong(other);
    };
    return { line, late, heard, client, idle };
  }

  it('should leave with the client what it does not read, and lose nothing of it', async () => {
    const { line, heard, client, idle } = await steered();
    line.readRate?.(0);
    const sent = Array.from({ length: 32 }, (_, i) => new Uint8Array(1_000_000).fill(i));
    sent.forEach((data) => client.socket.send(data));
    client.socket.ping();
    client.socket.send('{"type":"end"}');
    let pongs = 0;
    client.socket.on('pong', () => pongs++);
    await idle();
    expect([heard.length, pongs, client.socket.bufferedAmount > 0]).toEqual([0, 0, true]);

    line.readRate?.(Infinity);
    await client.until('end');
    const bytes = heard.filter((frame) => typeof frame !== 'string');
    expect(bytes.map((data) => data[0])).toEqual(sent.map((data) => data[0]));
    expect([pongs, client.socket.bufferedAmount]).toEqual([1, 0]);
  });

  it('should read at a rate', async () => {
    const { line, heard, client, idle } = await steered();
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    line.readRate?.(1000);
    ['a'.repeat(100), 'b', 'c'].forEach((text) => client.socket.send(text));
    await idle();
    jest.advanceTimersByTime(90);
    const before = heard.length;
    jest.advanceTimersByTime(10);
    const after = heard.length;
    line.readRate?.(Infinity);
    jest.useRealTimers();
    expect([before, after]).toEqual([0, 1]);
    await idle();
    expect(heard.slice(1)).toEqual(['b', 'c']);
  });

  it('should answer no ping where it is told so, and hear the messages', async () => {
    const { line, client, idle } = await steered();
    line.answerPings?.(false);
    let pongs = 0;
    client.socket.on('pong', () => pongs++);
    client.socket.ping();
    client.socket.send('{"type":"one"}');
    await client.until('one');
    await idle();
    expect(pongs).toBe(0);

    line.answerPings?.(true);
    await pong(client);
  });

  it('should not answer a close where it is told so, and go on', async () => {
    const { line, late, client, idle } = await steered();
    line.answerClose?.(false);
    client.socket.close(1000);
    await idle();
    late.next('{"type":"still"}');
    await client.until('still');
    expect(client.socket.readyState).toBe(WebSocket.CLOSING);

    late.error(closedWith(4000, 'enough'));
    expect((await client.closed).code).toBe(4000);
  });
});

describe('the end of the server', () => {
  it('should close every line with 1001, and free the port', async () => {
    const url = await serve({ tts: echo, stt: faults.halfOpen({ frames: 1 })(sttGateway()) });
    const port = Number(new URL(url).port);
    const [line, dead] = await Promise.all([opened(dial(url + bridge)), opened(dial(url + ears))]);
    dead.socket.send(init);
    await dead.until('ready');
    const idle = await connected(port);
    servers.unsubscribe();

    expect(await line.closed).toEqual({ code: 1001, reason: 'the gateway shuts down' });
    expect((await dead.closed).code).toBe(1001);
    await gone(idle);
    servers = new Subscription();
    expect(await serve({ port, tts: echo })).toBe(url);
  });

  it('should cut clients that do not answer', async () => {
    const url = await serve({ tts: echo });
    const socket = await upgraded(url);
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    servers.unsubscribe();
    const end = gone(socket);
    jest.advanceTimersByTime(1000);
    jest.useRealTimers();

    await end;
  });

  it('should cut a client that does not answer a close for 5 s', async () => {
    const closing = new Subject<void>();
    const url = await serve({ tts: (client$) => client$.pipe(takeUntil(closing)) });
    const socket = await upgraded(url);
    const received: Buffer[] = [];
    socket.on('data', (data: Buffer) => received.push(data));
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    closing.next();
    const end = gone(socket);
    jest.advanceTimersByTime(4999);
    expect(socket.destroyed).toBe(false);
    jest.advanceTimersByTime(1);
    jest.useRealTimers();

    await end;
    expect(Buffer.concat(received)).toEqual(Buffer.from([0x88, 2, 0x03, 0xe8]));
  });
});

describe('a server that cannot start', () => {
  const failure = (options: ServeOptions) =>
    serve(options).then(
      () => undefined,
      (error: unknown) => error,
    );

  it('should say that the port is in use', async () => {
    const port = Number(new URL(await serve()).port);
    const error = await failure({ port });

    expect(isVoiceError(error, 'invalid-option') && error.option).toBe('port');
    expect((error as Error).message).toBe(
      `Port ${port} on 127.0.0.1 is in use by another program. Choose another one; 0 takes any that is free.`,
    );
  });

  it.each([{ port: -1 }, { port: 65_536 }, { port: 1.5 }, { token: ' ' }, { maxLines: 0 }])(
    'should refuse %j',
    async (options) => {
      const error = await failure(options);
      expect(isVoiceError(error, 'invalid-option') && error.option).toBe(Object.keys(options)[0]);
    },
  );
});

describe('a client that does anything at all', () => {
  it('should not bring the server down', async () => {
    const url = await serve();
    const port = Number(new URL(url).port);
    const head = `GET ${bridge} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n`;
    const key = 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n';
    const openings = [
      '',
      'nonsense\r\n\r\n',
      head,
      `${head}\r\n`,
      `${head}${key}`,
      `${head}${key}`.replace(bridge, '/'),
    ];
    const endings = [
      '',
      '\x81\x05hello',
      '\xff\xff\xff',
      '\x82\x7f\xff\xff\xff\xff\xff\xff\xff\xff',
    ];

    for (const opening of openings) {
      for (const ending of endings) {
        const socket = await connected(port);
        socket.write(Buffer.from(opening + ending, 'latin1'));
        await new Promise((done) => setImmediate(done));
        if (ending === '') socket.resetAndDestroy();
        else socket.end();
      }
    }
    for (const path of [bridge, ears]) {
      const line = await opened(dial(url + path));
      for (const frame of [
        '',
        'x',
        '{}',
        '[]',
        'null',
        '{"type":"init"',
        '{"type":"text","text":1}',
      ]) {
        line.socket.send(frame);
      }
      line.socket.send(new Uint8Array(0));
      line.socket.send(new Uint8Array(70_000));
      line.socket.terminate();
    }

    const line = await opened(dial(url + bridge));
    line.socket.send(init);
    line.socket.send(hello);
    await line.until('audio_end');
    expect(Buffer.concat(line.bytes)).toEqual(tone('Hello.'));
  });

  it('should be told when its text is no text', async () => {
    const line = await opened(dial((await serve({ tts: echo })) + bridge));
    line.socket.send(Buffer.from([0xff, 0xfe]), { binary: false });

    expect((await line.closed).code).toBe(1007);
  });
});

describe('without options', () => {
  it('should speak with a real voice', async () => {
    const url = await firstUrl(serveGateway());
    const line = await opened(dial(url + bridge));
    line.socket.send(init);
    line.socket.send('{"type":"text","text":"Good morning.","flush":true}');
    await line.until('audio_end');

    const samples = Buffer.concat(line.bytes).length / 2;
    expect(samples / 8000).toBeGreaterThan(0.4);
  }, 20_000);
});
