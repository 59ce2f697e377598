import { filter, finalize, lastValueFrom, map, type Subscription, toArray } from 'rxjs';
import { faults, type Gateway, toneVoice, ttsGateway } from '../../src/gateway';
import { nodeSocket, serveGateway } from '../../src/node';
import { type ConnectionStatus, synthesizer, type SynthesizerOptions } from '../../src/sessions';
import { joined } from '../support/audio';
import { closeLoopback, serveTcp } from '../support/loopback';

const servers: Subscription[] = [];

afterEach(async () => {
  jest.useRealTimers();
  servers.splice(0).forEach((server) => server.unsubscribe());
  await closeLoopback();
});

const serve = (tts: Gateway): Promise<string> =>
  new Promise((resolve) =>
    servers.push(serveGateway({ tts }).subscribe(({ url }) => resolve(url))),
  );

const voice = (): Gateway =>
  ttsGateway({ engine: toneVoice({ byteMs: 10 }), pace: Infinity, clearDelay: 1 });

/** A session over real sockets, and what its line was like, as it came. */
function session(url: string, more: Partial<SynthesizerOptions> = {}) {
  const tts = synthesizer({
    gateway: { url, token: 'KEY', socket: nodeSocket },
    model: 'some/model:1',
    sampleRate: 8000,
    backoff: { initial: 1, jitter: 'none' },
    ...more,
  });
  const statuses: ConnectionStatus[] = [];
  tts.status$.subscribe((status) => statuses.push(status));
  return { tts, states: () => statuses.map(({ state }) => state), statuses };
}

/** Only the clock of this process is faked; its sockets go on. */
const holdTheClock = () =>
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance'] });

/** Lets the held clock run until something is so, and gives the ms it took. Sockets are read between its steps. */
async function runTheClock(done: () => boolean, step = 20): Promise<number> {
  let ran = 0;
  while (!done()) {
    if (ran > 120_000) throw new Error('Two minutes of the held clock went by.');
    for (let i = 0; i < 3; i++) await new Promise((resolve) => setImmediate(resolve));
    jest.advanceTimersByTime(step);
    ran += step;
  }
  return ran;
}

describe('a line that is dead though nobody says so', () => {
  it('should be given up and closed where TCP is accepted and no upgrade comes', async () => {
    let gone: (value?: unknown) => void = () => undefined;
    const closed = new Promise((resolve) => (gone = resolve));
    const url = await serveTcp((socket) => void socket.resume().on('close', gone));
    const { tts, statuses } = session(url, { connectTimeout: 50, backoff: { attempts: 0 } });

    await expect(lastValueFrom(tts.speak('Hello.'))).rejects.toMatchObject({
      code: 'connect-timeout',
      timeout: 50,
      retryable: true,
    });
    expect(statuses.at(-1)).toMatchObject({ state: 'closed', cause: { code: 'connect-timeout' } });
    await closed;
  });

  it('should be cut 5 s after a close that the gateway does not answer', async () => {
    let left = false;
    // It does not hear the message that says goodbye either, and so has no reason to end its side.
    const gateway: Gateway = (client$, request) => {
      const rest$ = client$.pipe(
        finalize(() => (left = true)),
        filter((frame) => frame !== '{"type":"close"}'),
      );
      return faults.closeDeaf()(voice())(rest$, request);
    };
    const { tts, states } = session(await serve(gateway));
    await lastValueFrom(tts.speak('Hello.'));
    holdTheClock();
    tts.close();
    // The session is done with it at once; the socket waits for an answer.
    expect(states()).toEqual(['idle', 'connecting', 'ready', 'closed']);
    const ran = await runTheClock(() => left);
    expect(ran).toBeGreaterThanOrEqual(5000);
    expect(ran).toBeLessThan(5100);
  });

  it('should be found by the pings that it does not answer, between turns', async () => {
    const url = await serve(faults.pingDeaf()(voice()));
    holdTheClock();
    const { tts, states } = session(url, { keepalive: 2000, idleTimeout: 60_000 });
    tts.warm();
    await runTheClock(() => states().includes('ready'));
    const ran = await runTheClock(() => states().at(-1) === 'idle');
    expect(ran).toBeGreaterThan(6900);
    expect(ran).toBeLessThan(7100);
    tts.close();
  });

  it('should not be found where pings are answered', async () => {
    const url = await serve(voice());
    holdTheClock();
    const { tts, states } = session(url, { keepalive: 2000, idleTimeout: 60_000 });
    tts.warm();
    await runTheClock(() => states().includes('ready'));
    const idled = await runTheClock(() => states().at(-1) === 'idle');
    expect(idled).toBeGreaterThan(59_900);
    tts.close();
  });

  it('should be replaced in the middle of a turn, and every sample be heard once', async () => {
    const text = 'A sentence whose peer is gone.';
    const urls = await Promise.all([
      serve(voice()),
      serve(faults.halfOpen({ audio: 100 })(voice())),
    ]);
    holdTheClock();
    const [steady, broken] = urls.map((url) =>
      session(url, { keepalive: 2000, idleTimeout: 60_000 }),
    );
    const heard = [steady, broken].map((each) =>
      lastValueFrom(each!.tts.speak(text).pipe(toArray(), map(joined))),
    );
    let whole: number[][] = [];
    void Promise.all(heard).then((both) => (whole = both));
    await runTheClock(() => whole.length > 0);
    expect(whole[0]).toHaveLength(text.length * 10 * 8 * 2);
    expect(whole[1]).toEqual(whole[0]);
    expect(broken!.statuses.filter(({ state }) => state === 'waiting')).toMatchObject([
      { attempt: 1, cause: { code: 'socket-lost' } },
    ]);
    steady!.tts.close();
    broken!.tts.close();
  });

  it('should be found soon after sleep', async () => {
    const url = await serve(faults.halfOpen({ at: 'ready' })(voice()));
    holdTheClock();
    const { tts, states } = session(url, { keepalive: 60_000, idleTimeout: 600_000 });
    tts.warm();
    await runTheClock(() => states().includes('ready'));
    jest.setSystemTime(Date.now() + 8 * 3_600_000);
    const ran = await runTheClock(() => states().at(-1) === 'idle');
    expect(ran).toBeLessThanOrEqual(1000 + 5000 + 40);
    tts.close();
  });

  it('should be told from one that lives, after sleep', async () => {
    const url = await serve(voice());
    holdTheClock();
    const { tts, states } = session(url, { keepalive: 60_000, idleTimeout: 600_000 });
    tts.warm();
    await runTheClock(() => states().includes('ready'));
    jest.setSystemTime(Date.now() + 300_000);
    let looked = 0;
    await runTheClock(() => ++looked > 1000);
    expect(states()).toEqual(['idle', 'connecting', 'ready']);
    tts.close();
  });
});
