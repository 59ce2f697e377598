import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defer, from, lastValueFrom, Subscription, take, tap, toArray } from 'rxjs';
import { type DeskConfig } from '../../scripts/desk/server/deskGateway';
import { type DeskOptions, startDesk } from '../../scripts/desk/server/startDesk';
import { vocabulary } from '../../scripts/desk/server/vocabulary';
import { isVoiceError, synthesizer } from '../../src';
import {
  faults,
  nodeSocket,
  serveGateway,
  soundswallowerEars,
  sttGateway,
  ttsGateway,
} from '../../src/node';
import { sameAudio } from '../../src/testing';

let running: Subscription;
let folder: string;

beforeEach(() => {
  running = new Subscription();
  folder = mkdtempSync(join(tmpdir(), 'desk-'));
  mkdirSync(join(folder, 'page'));
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  for (const [name, text] of Object.entries({
    'index.html': '<h1>Desk</h1>',
    'main-ABC.js': 'main();',
    'styles.css': 'h1 {}',
    'favicon.svg': '<svg/>',
    'worklet.js': 'registerProcessor();',
    '.env': 'secret',
  })) {
    writeFileSync(join(folder, 'page', name), text);
  }
  symlinkSync(join(folder, 'secret.txt'), join(folder, 'page', 'link.txt'));
});

afterEach(() => {
  running.unsubscribe();
  rmSync(folder, { recursive: true });
});

const tones = () => ({ tts: ttsGateway({ pace: Infinity }), stt: sttGateway() });

function start(options: DeskOptions = {}): Promise<{ url: string; config: DeskConfig }> {
  return new Promise((resolve, reject) => {
    running.add(
      startDesk({ page: join(folder, 'page'), gateway: tones(), ...options }).subscribe({
        next: resolve,
        error: reject,
      }),
    );
  });
}

interface Wish {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** As it is written: `fetch` would tidy the path up, and not let a host be set. */
function ask(url: string, path: string, { method = 'GET', headers = {}, body }: Wish = {}) {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>(
    (resolve, reject) => {
      const { hostname, port } = new URL(url);
      const asking = request({ hostname, port, path, method, headers }, (response) => {
        let text = '';
        response.on('data', (part: Buffer) => (text += part.toString()));
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
        });
      });
      asking.on('error', reject);
      asking.end(body);
    },
  );
}

const post = (url: string, path: string, value?: unknown, headers: Record<string, string> = {}) =>
  ask(url, path, { method: 'POST', headers, body: JSON.stringify(value) });

const tokenOf = async (url: string) =>
  (JSON.parse((await post(url, '/desk/token')).body) as { token: string }).token;

/** One turn over the desk's gateway, as its page dials. */
function spoken(
  url: string,
  { gateway, models }: DeskConfig,
  onAudio: () => void = () => undefined,
) {
  const tts = synthesizer({
    gateway: { url: gateway, token: () => defer(() => from(tokenOf(url))), socket: nodeSocket },
    model: models.tts,
    sampleRate: 8000,
    turnTimeout: 600_000,
    backoff: { initial: 1, jitter: 'none' },
  });
  return lastValueFrom(
    tts.speak('Hello there. How are you?').pipe(tap({ next: onAudio }), toArray()),
  ).finally(() => tts.close());
}

describe('the page', () => {
  it.each([
    ['/', 'text/html; charset=utf-8', '<h1>Desk</h1>'],
    ['/index.html?count', 'text/html; charset=utf-8', '<h1>Desk</h1>'],
    ['/main-ABC.js', 'text/javascript; charset=utf-8', 'main();'],
    ['/worklet.js', 'text/javascript; charset=utf-8', 'registerProcessor();'],
    ['/styles.css', 'text/css; charset=utf-8', 'h1 {}'],
    ['/favicon.svg', 'image/svg+xml', '<svg/>'],
  ])('should be served: %s', async (path, type, body) => {
    const { url } = await start();

    expect(await ask(url, path)).toMatchObject({
      status: 200,
      headers: { 'content-type': type, 'cache-control': 'no-store' },
      body,
    });
    expect((await ask(url, path, { method: 'HEAD' })).body).toBe('');
  });

  it.each([
    '/nothing.js',
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '/x/../../secret.txt',
    '/.env',
    '/link.txt',
    '/index.html%00.js',
    '/%zz',
    '/desk/',
    '/desk/nothing',
  ])('should hold nothing else: %s', async (path) => {
    const { status, body, headers } = await ask((await start()).url, path);

    expect([status, headers['x-content-type-options']]).toEqual([404, 'nosniff']);
    expect(body).not.toContain('secret"');
    expect(body).toContain('There is nothing of this name');
  });

  it('should allow nothing inline, and to dial the gateway alone', async () => {
    const { url, config } = await start();
    const { headers } = await ask(url, '/');

    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'; " +
        `connect-src 'self' ${config.gateway}; base-uri 'self'; form-action 'none'; frame-ancestors 'none'`,
    );
    expect(headers['permissions-policy']).toContain('microphone=(self)');
    expect((await ask(url, '/', { method: 'DELETE' })).status).toBe(405);
  });
});

describe('the desk', () => {
  it('should say what there is to dial, and let in with its tokens alone', async () => {
    const { url, config } = await start();
    const told = JSON.parse((await ask(url, '/desk/config.json')).body) as DeskConfig;
    const chunks = await spoken(url, config);

    expect(told).toEqual(config);
    expect(told).toMatchObject({
      loopback: true,
      gateway: /^ws:\/\/127\.0\.0\.1:\d+$/.exec(told.gateway)?.[0],
    });
    expect(chunks.length).toBeGreaterThan(0);
    await expect(
      lastValueFrom(
        synthesizer({
          gateway: { url: told.gateway, token: 'another', socket: nodeSocket },
          model: told.models.tts,
        }).speak('Hello.'),
      ),
    ).rejects.toMatchObject({ status: 401 });
  });

  it('should cut the lines, which mend to the byte', async () => {
    // Without the cut it would be silent for good.
    const stuck = faults.silence({ audio: 100 })(ttsGateway({ pace: Infinity }));
    const direct = await start();
    const { url, config } = await start({ gateway: { ...tones(), tts: stuck } });
    const whole = await spoken(direct.url, direct.config);
    const cuts: Promise<{ status: number }>[] = [];
    const mended = await spoken(url, config, () => {
      if (cuts.length === 0) cuts.push(post(url, '/desk/line', { cut: true }));
    });

    expect((await Promise.all(cuts)).map(({ status }) => status)).toEqual([204]);
    expect(sameAudio(mended, whole)).toBe(true);
  });

  it('should hold the audio back as long as the line is slow', async () => {
    const { url, config } = await start();
    expect((await post(url, '/desk/line', { slow: 60_000 })).status).toBe(204);
    const speaking = spoken(url, config);
    const first = await Promise.race([speaking, tokenOf(url).then(() => 'held')]);

    expect(first).toBe('held');
    expect((await post(url, '/desk/line', { slow: 0 })).status).toBe(204);
    expect((await speaking).length).toBeGreaterThan(0);
  });

  it.each([
    {},
    null,
    { cut: false },
    { slow: -1 },
    { slow: 60_001 },
    { slow: '1' },
    { cut: true, slow: 1 },
  ])('should refuse to do %j to a line', async (wish) => {
    expect(await post((await start()).url, '/desk/line', wish)).toMatchObject({ status: 400 });
  });

  it('should read no more than it needs', async () => {
    const { url } = await start();

    expect((await post(url, '/desk/line', 'x'.repeat(2000))).status).toBe(413);
    expect((await ask(url, '/desk/line', { method: 'POST', body: '{' })).status).toBe(400);
  });

  it.each([
    ['GET', '/desk/token', 405],
    ['GET', '/desk/line', 405],
    ['POST', '/desk/config.json', 405],
    ['POST', '/index.html', 405],
  ])('should refuse %s %s', async (method, path, status) => {
    expect((await ask((await start()).url, path, { method })).status).toBe(status);
  });

  it('should answer to its own names and to its own page alone', async () => {
    const { url } = await start();
    const { host } = new URL(url);
    const status = async (wish: Wish, path = '/desk/token') => (await ask(url, path, wish)).status;
    const posted = (headers: Record<string, string>) => status({ method: 'POST', headers });

    expect(await status({ headers: { host: 'rebound.example' } }, '/')).toBe(403);
    expect(await status({ headers: { host: 'localhost:1' } }, '/')).toBe(200);
    expect(await posted({ origin: url })).toBe(200);
    expect(await posted({ origin: 'https://other.example' })).toBe(403);
    expect(await posted({ origin: 'null' })).toBe(403);
    expect(await posted({ origin: 'http://rebound.example', host: 'rebound.example' })).toBe(403);
    expect(await posted({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await posted({ 'sec-fetch-site': 'same-origin', origin: `http://${host}` })).toBe(200);
  });
});

describe('a real gateway behind the desk', () => {
  const key = 'the-key-of-the-account';

  /** A gateway that wants the key, and a desk in front of it. */
  async function startReal() {
    const real = await new Promise<string>((resolve, reject) => {
      running.add(
        serveGateway({ ...tones(), token: key }).subscribe({
          next: ({ url }) => resolve(url),
          error: reject,
        }),
      );
    });
    const models = { tts: 'some/voice:1', stt: 'some/ears:1' };
    return start({ gateway: { url: real, key, models, voices: ['thalia'] } });
  }

  it('should be dialled with the key, which the page never sees', async () => {
    const { url, config } = await startReal();
    const chunks = await spoken(url, config);
    const answers = await Promise.all([
      ask(url, '/desk/config.json'),
      post(url, '/desk/token'),
      ask(url, '/'),
    ]);

    expect(chunks.length).toBeGreaterThan(0);
    expect(config).toMatchObject({
      loopback: false,
      models: { tts: 'some/voice:1' },
      voices: [{ id: 'thalia', name: 'thalia' }],
    });
    expect(JSON.stringify(answers)).not.toContain(key);
  });

  it('should have no line that can be cut', async () => {
    expect((await post((await startReal()).url, '/desk/line', { cut: true })).status).toBe(404);
  });
});

describe('startDesk', () => {
  it('should be cold, and end both servers', async () => {
    const desk = startDesk({ page: join(folder, 'page'), gateway: tones() });
    const { url, config } = await lastValueFrom(desk.pipe(take(1)));

    await expect(ask(url, '/')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await expect(ask(config.gateway.replace('ws:', 'http:'), '/')).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
  });

  it('should say that the port is taken', async () => {
    const port = Number(new URL((await start()).url).port);
    const error: unknown = await start({ port }).catch((reason: unknown) => reason);

    expect(isVoiceError(error, 'invalid-option') && error.message).toBe(
      `Port ${port} on 127.0.0.1 is in use by another program. Choose another one with --port; 0 takes any that is free.`,
    );
  });

  it('should say that the page is not built', async () => {
    await expect(start({ page: folder })).rejects.toThrow(
      `There is no built page in ${folder}. Build it first: npm run desk -- --build`,
    );
  });
});

describe('the vocabulary of the built-in ears', () => {
  it('should be in their dictionary', () => {
    expect(() => soundswallowerEars({ vocabulary })).not.toThrow();
  });
});
