import {
  firstValueFrom,
  lastValueFrom,
  map,
  merge,
  NEVER,
  of,
  type Subscription,
  take,
  toArray,
} from 'rxjs';
import { faults, type Gateway, toneVoice, ttsGateway } from '../../src/gateway';
import { nodeSocket, serveGateway, type ServeOptions } from '../../src/node';
import { synthesizer, type SynthesizerOptions } from '../../src/sessions';
import { joined } from '../support/audio';

const servers: Subscription[] = [];

afterEach(() => servers.splice(0).forEach((server) => server.unsubscribe()));

/** A session over real sockets on this machine; its server ends with the test. */
async function dial(options: ServeOptions, more: Partial<SynthesizerOptions> = {}) {
  const url = await new Promise<string>((resolve) => {
    servers.push(serveGateway(options).subscribe((server) => resolve(server.url)));
  });
  return synthesizer({
    gateway: { url, token: 'KEY', socket: nodeSocket },
    model: 'some/model:1',
    sampleRate: 8000,
    backoff: { initial: 1, jitter: 'none' },
    ...more,
  });
}

const quick = (): Gateway =>
  ttsGateway({ engine: toneVoice({ byteMs: 10 }), pace: Infinity, clearDelay: 1 });
const audioOf = (text: string) => text.length * 10 * 8 * 2;

describe('a synthesizer over real sockets', () => {
  it('should speak a turn', async () => {
    const tts = await dial({ tts: quick(), token: 'KEY' });
    const chunks = await lastValueFrom(tts.speak('Hello there.').pipe(toArray()));
    tts.close();

    expect(joined(chunks)).toHaveLength(audioOf('Hello there.'));
  });

  it('should mend a dropped line: the same audio, byte for byte', async () => {
    const text = 'A sentence that loses its line.';
    const steady = await dial({ tts: quick() });
    const dropping = await dial({ tts: faults.dropAfter({ audio: 100, lines: 2 })(quick()) });
    const attempts: number[] = [];
    dropping.status$.subscribe((status) => {
      if (status.state === 'waiting') attempts.push(status.attempt);
    });
    const [whole, mended] = await Promise.all(
      [steady, dropping].map((tts) => lastValueFrom(tts.speak(text).pipe(toArray(), map(joined)))),
    );
    steady.close();
    dropping.close();

    expect(mended).toEqual(whole);
    expect(attempts).toEqual([1, 2]);
  });

  it('should interrupt a turn, and speak the next over the same line', async () => {
    const slow = ttsGateway({ engine: toneVoice({ byteMs: 10 }), pace: 4, clearDelay: 1 });
    const tts = await dial({ tts: slow });
    const states: string[] = [];
    const events: string[] = [];
    tts.status$.subscribe(({ state }) => states.push(state));
    tts.events$.subscribe(({ type }) => events.push(type));
    await firstValueFrom(
      tts
        .speak(merge(of('A very long sentence indeed.'), of({ type: 'flush' as const }), NEVER))
        .pipe(take(1)),
    );
    const chunks = await lastValueFrom(tts.speak('No.').pipe(toArray()));
    tts.close();

    expect(joined(chunks)).toHaveLength(audioOf('No.'));
    expect(states).toEqual(['idle', 'connecting', 'ready', 'closed']);
    expect(events.filter((type) => type !== 'words')).toEqual([
      'segment',
      'interrupted',
      'segment',
      'segment-end',
      'done',
    ]);
  });

  it('should fail over a wrong token, with the body of the refusal and without the token', async () => {
    const tts = await dial({ tts: quick(), token: 'ANOTHER-KEY' });
    const failed = lastValueFrom(tts.speak('Hello.'));

    await expect(failed).rejects.toMatchObject({
      code: 'socket-refused',
      status: 401,
      retryable: false,
    });
    await expect(failed).rejects.not.toMatchObject({
      message: expect.stringContaining('ANOTHER-KEY'),
    });
    tts.close();
  });

  it('should fail when nobody listens', async () => {
    const tts = await dial({ tts: quick() }, { backoff: { attempts: 1, initial: 1 } });
    servers.splice(0).forEach((server) => server.unsubscribe());

    await expect(lastValueFrom(tts.speak('Hello.'))).rejects.toMatchObject({ code: 'socket-lost' });
  });
});
