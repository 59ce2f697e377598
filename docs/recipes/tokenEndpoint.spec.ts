import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { lastValueFrom, type Observable, Subscription, toArray } from 'rxjs';
import { type ExpiringToken, synthesizer } from 'rxjs-voice';
import { faults, nodeSocket, serveGateway, ttsGateway } from 'rxjs-voice/node';
import { watched, words, sameAudio } from 'rxjs-voice/testing';
import { pageToken } from './pageToken';
import { tokenEndpoint, type TokenEndpointOptions } from './tokenEndpoint';

const key = 'the-key-of-the-account';
let running = new Subscription();
let server: Server | undefined;

afterEach(() => {
  running.unsubscribe();
  running = new Subscription();
  server?.close();
  server?.closeAllConnections();
});

const started = <T>(source: Observable<T>) =>
  new Promise<T>((resolve, reject) => {
    running.add(source.subscribe({ next: resolve, error: reject }));
  });

/** A gateway that wants the key and loses its first line, the recipe in front of it, and a web server that uses that. */
async function start(options: Partial<TokenEndpointOptions> = {}) {
  const happened: string[] = [];
  const tts = watched(faults.dropAfter({ audio: 100 })(ttsGateway({ pace: Infinity })));
  const gateway = await started(
    serveGateway({
      tts,
      token: (given) => {
        happened.push('K');
        return given === key;
      },
    }),
  );
  const { url, answer } = await started(
    tokenEndpoint({
      gateway: { url: gateway.url, key },
      mayTalk: ({ headers }) => headers.cookie === 'session=mine',
      ...options,
    }),
  );
  const web = (server = createServer(answer));
  await new Promise<void>((listening) => web.listen(0, '127.0.0.1', listening));
  const page = `http://127.0.0.1:${(web.address() as AddressInfo).port}/voice/token`;
  const ask = async (cookie = 'session=mine') => {
    const response = await fetch(page, { method: 'POST', headers: { cookie } });
    return { status: response.status, text: await response.text() };
  };
  return { happened, tts, url, page, ask };
}

function spoken(url: string, ask: () => Promise<ExpiringToken>) {
  const tts = synthesizer({
    gateway: { ...pageToken(url, ask), auth: 'query', socket: nodeSocket },
    model: 'a/b',
    backoff: { initial: 1, jitter: 'none' },
  });
  return lastValueFrom(tts.speak('Hello there.').pipe(toArray())).finally(() => tts.close());
}

describe('tokenEndpoint', () => {
  it('should let a page speak, which never sees the key', async () => {
    const { happened, tts, url, ask } = await start();
    const answers: string[] = [];
    const chunks = await spoken(url, async () => {
      happened.push('p');
      const { text } = await ask();
      happened.push(answers.length === 0 ? 't' : 'u');
      answers.push(text);
      return JSON.parse(text) as ExpiringToken;
    });
    /** What one of them did, in the order of all. */
    const row = (own: string) => happened.map((what) => (own.includes(what) ? what : '-')).join('');

    expect([row('p'), row('tu'), row('K')]).toEqual(['p--p--', '-t--u-', '--K--K']);
    expect(sameAudio(chunks, words('Hello there.'))).toBe(true);
    expect(answers.join('')).not.toContain(key);
    for (const line of tts.received().lines) {
      expect(line.headers.authorization).toBe(`Bearer ${key}`);
      expect(line.url).not.toContain('token');
    }
  });

  it('should give a token to nobody who is not signed in', async () => {
    const { page, ask } = await start();

    expect(await ask('session=another')).toEqual({
      status: 401,
      text: '{"error":"Sign in first."}',
    });
    expect((await fetch(page, { headers: { cookie: 'session=mine' } })).status).toBe(401);
  });

  it.each([
    ['is over', { lifetime: 0 }, (token: string) => token],
    ['is made longer', {}, (token: string) => `9${token}`],
    ['is made up', {}, () => 'a-token'],
  ])('should let nobody in whose token %s', async (_name, options, changed) => {
    const { url, ask, happened } = await start(options);
    const dialled = spoken(url, async () => {
      const { token } = JSON.parse((await ask()).text) as ExpiringToken;
      return { token: changed(token), expiresAt: Infinity };
    });

    await expect(dialled).rejects.toMatchObject({ code: 'socket-refused', status: 401 });
    expect(happened).toEqual([]);
  });
});
