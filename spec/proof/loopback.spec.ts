import fc from 'fast-check';
import { concatMap, from, lastValueFrom, map, of, timer, toArray } from 'rxjs';
import { type AudioFormat } from '../../src/audio';
import { faults, type Gateway, sttGateway, toneVoice, ttsGateway } from '../../src/gateway';
import { nodeSocket } from '../../src/node';
import { recognizer, synthesizer } from '../../src/sessions';
import { type Drawn, type FaultName, faultsOf, plain, schedule } from './kinds';
import { heardFaults, heardSchedule } from './leftOut';
import { atEvents, disturb, neverStruck, noHits, show } from './schedule';
import { closeServers, hashOf, serve } from './sockets';

const format: AudioFormat = { encoding: 'linear16', sampleRate: 8000, channels: 1 };
const quickVoice = () => ttsGateway({ pace: 25, clearDelay: 2 });

afterEach(closeServers);

const common = {
  model: 'some/model:1',
  backoff: { initial: 2, jitter: 'none' },
  readyTimeout: 500,
} as const;
/** How long an answer may take, ms. */
const patience = 600;

/** Speaks segments over a server, and closes it. */
async function spoken(tts: Gateway, segments: readonly string[]) {
  const server = await serve({ tts });
  const session = synthesizer({
    ...common,
    gateway: { url: server.url, token: 'KEY', socket: nodeSocket },
    sampleRate: 8000,
    firstAudioTimeout: patience,
    turnTimeout: patience,
  });
  let losses = 0;
  session.status$.subscribe(({ state }) => (losses += state === 'waiting' ? 1 : 0));
  const text$ = from(segments).pipe(
    concatMap((text) => of({ type: 'text', text } as const, { type: 'flush' } as const)),
  );
  const chunks = await lastValueFrom(session.speak(text$).pipe(toArray()));
  session.close();
  server.stop();
  return { hash: hashOf(chunks), losses };
}

/** What the voice makes of them when nothing disturbs it. */
async function undisturbed(segments: readonly string[]) {
  const parts = await lastValueFrom(
    from(segments).pipe(
      concatMap((text) => toneVoice().synthesize(text, { format })),
      toArray(),
    ),
  );
  return hashOf(parts.flatMap((part) => ('data' in part ? [part] : [])));
}

const word = fc.constantFrom('one', 'two', 'three', 'é', 'o’clock');
const sentence = fc
  .array(word, { minLength: 1, maxLength: 5 })
  .map((words) => `${words.join(' ')}. `);
const sentences = fc.array(sentence, { minLength: 1, maxLength: 4 });

/** Every fault once, where it may strike late or early; and then generated ones. */
const once = (names: readonly FaultName[]) =>
  names.map((fault, i): [string[], Drawn[]] => [
    ['one two. ', 'three é. ', 'o’clock one. '],
    [{ ...plain, fault, aim: { by: 'state', state: 5 + (i % 2), share: 0 } }],
  ]);

describe('generated faults over real sockets', () => {
  it('should leave the audio as it is without them', async () => {
    // Stray audio that crosses text on its way would be taken for what that text sounds like, and no clock here keeps them apart.
    const names = faultsOf('tts').filter((name) => name !== 'strayAudio');
    const coverage = noHits(names);
    await fc.assert(
      fc.asyncProperty(sentences, schedule(names), async (said, drawn) => {
        const gateway = disturb('tts', quickVoice(), drawn, atEvents('tts'), coverage);
        const { hash } = await spoken(gateway, said);
        expect(hash).toBe(await undisturbed(said));
      }),
      { seed: 11, numRuns: 40, endOnFailure: true, examples: once(names) },
    );
    expect(neverStruck(coverage)).toEqual(['rejectDeflate']);
  }, 60_000);

  it('should leave the finals as they are without them', async () => {
    const coverage = noHits(heardFaults);
    await fc.assert(
      fc.asyncProperty(sentences, heardSchedule, async (said, drawn) => {
        const gateway = disturb('stt', sttGateway(), drawn, atEvents('stt'), coverage);
        const server = await serve({ stt: gateway });
        const session = recognizer({
          ...common,
          finalTimeout: patience,
          gateway: { url: server.url, token: 'KEY', socket: nodeSocket },
        });
        const audio$ = from(said).pipe(
          concatMap((text) => toneVoice().synthesize(text, { format })),
          concatMap((part) =>
            'data' in part ? timer(2).pipe(map(() => ({ data: part.data, format }))) : [],
          ),
        );
        const events = await lastValueFrom(session.transcribe(audio$).pipe(toArray()));
        session.close();
        server.stop();
        expect(events.flatMap((event) => (event.type === 'gap' ? [event] : []))).toEqual([]);
        expect(
          events.flatMap((event) =>
            event.type === 'final' && event.text !== '' ? [`${event.text} `] : [],
          ),
        ).toEqual(said);
      }),
      { seed: 12, numRuns: 34, endOnFailure: true, examples: once(heardFaults) },
    );
    expect(neverStruck(coverage)).toEqual(['rejectDeflate']);
  }, 60_000);

  it('should have the same SHA-256 when the line of ten sentences is cut at five random moments', async () => {
    const said = Array.from(
      { length: 10 },
      (_, i) => `Sentence number ${i + 1} of ten, which no cut may harm. `,
    );
    // So many ms of audio into each of the first five lines.
    const cuts = fc.sample(fc.integer({ min: 200, max: 1500 }), { seed: 5, numRuns: 5 });
    const voice = quickVoice();
    const broken = cuts.map((audio) => faults.dropAfter({ audio })(voice));
    const cut: Gateway = (client$, request) => (broken.shift() ?? voice)(client$, request);

    const whole = await spoken(quickVoice(), said);
    const mended = await spoken(cut, said);
    show('Ten sentences', `undisturbed      ${whole.hash}\ncut five times   ${mended.hash}`);

    expect(mended.hash).toBe(whole.hash);
    expect(mended.hash).toBe(await undisturbed(said));
    expect([whole.losses, mended.losses]).toEqual([0, 5]);
  });
});
