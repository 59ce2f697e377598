import { cold, hot, marbleTest } from 'jest-marbles';
import { concat, EMPTY, from, lastValueFrom, NEVER, of, toArray } from 'rxjs';
import {
  type AudioChunk,
  formatMismatch,
  linear16ToMulaw,
  type VoiceDetector,
} from '../../src/audio';
import { fliteVoice } from '../../src/node';
import {
  detectSpeech,
  frameAudio,
  fvadDetector,
  type FvadModule,
  gateSpeech,
  resampleAudio,
  type SpeechBound,
} from '../../src/operators';
import { type Word } from '../../src/protocol';
import { format, joined, samples, valuesOf } from '../support/audio';
import { itKeepsTheOperatorContract } from '../support/operatorContract'; // prettier-ignore

const wide = format('linear16', 16_000);
const sine = (ms: number, level: number) =>
  samples(
    Array.from({ length: 16 * ms }, (_, i) => Math.round(level * Math.sin(i / 6))),
    wide,
  );
const chunks = {
  v: sine(20, 8000), o: sine(20, 0), x: samples([1]), m: samples([1], format('mp3')),
  t: sine(10, 8000),
}; // prettier-ignore
const start = (at: number): SpeechBound => ({ type: 'speech-start', at });
const end = (at: number): SpeechBound => ({ type: 'speech-end', at });

// prettier-ignore
describe('detectSpeech', () => {
  itKeepsTheOperatorContract({
    operator: () => detectSpeech({ minSpeech: 40, hangOver: 20 }),
    values: [chunks.o, chunks.v, chunks.v, chunks.v, chunks.o],
    throwing: { detector: (fail) => detectSpeech({ detector: () => ({ isSpeech: fail }) }) },
  });

  it('should date a start back to its first sound and an end to its last', marbleTest(() => {
    const source = hot('oovvvvvvoooooo|', chunks);
    const subs = '      ^-------------!';
    const result = '    ----s------e--|';

    expect(source.pipe(detectSpeech({ minSpeech: 60, hangOver: 80 }))).toBeObservable(
      cold(result, { s: start(40), e: end(160) }),
    );
    expect(source).toHaveSubscriptions(subs);
  }));

  it('should not hear a click, nor be kept awake by one', marbleTest(() => {
    const source = hot('oootooooovvvvoootoooo|', chunks);
    const result = '    -----------s-----e---|';

    expect(source.pipe(detectSpeech({ onset: 40, minSpeech: 60, hangOver: 70 }))).toBeObservable(
      cold(result, { s: start(170), e: end(250) }),
    );
  }));

  it('should not report what is too short, and count the parts of what is not', marbleTest(() => {
    const source = hot('vvvoooovvovvooooo|', chunks);
    const result = '    -----------s--e--|';

    expect(source.pipe(detectSpeech({ minSpeech: 70, hangOver: 50 }))).toBeObservable(
      cold(result, { s: start(140), e: end(240) }),
    );
  }));

  it('should join what is apart by less than the hang-over', marbleTest(() => {
    const source = hot('vvvoovvvooo|', chunks);
    const result = '    --s-------e|';

    expect(source.pipe(detectSpeech({ minSpeech: 60, hangOver: 60 }))).toBeObservable(
      cold(result, { s: start(0), e: end(160) }),
    );
  }));

  it('should end speech that goes on when the audio does not', marbleTest(() => {
    expect(hot('ovvvo-|', chunks).pipe(detectSpeech({ minSpeech: 60 }))).toBeObservable(
      cold('---s--(e|)', { s: start(20), e: end(80) }),
    );
  }));

  it('should pass an error at once', marbleTest(() => {
    expect(cold('vvv#', chunks).pipe(detectSpeech({ minSpeech: 60 }))).toBeObservable(cold('--s#', { s: start(0) }));
  }));

  it('should refuse a change of format and what has no samples', marbleTest(() => {
    const change = formatMismatch('Detecting speech', wide, chunks.x.format);
    const none = formatMismatch('Detecting speech', 'linear16, mulaw or alaw', format('mp3'));

    expect(cold('o-x', chunks).pipe(detectSpeech())).toBeObservable(cold('--#', {}, change));
    expect(cold('-m', chunks).pipe(detectSpeech())).toBeObservable(cold('-#', {}, none));
  }));

  it.each(['onset', 'minSpeech', 'hangOver'])('should refuse a negative %s', (option) => {
    expect(() => detectSpeech({ [option]: -1 })).toThrow(expect.objectContaining({ code: 'invalid-option', option }));
  });

  it('should make one detector for each subscription, and let go of it', () => {
    const log: string[] = [];
    const detector = (): VoiceDetector => {
      log.push('made');
      return { isSpeech: ({ length }) => length !== 160, close: () => log.push('closed') };
    };
    const bounds$ = concat(of(chunks.v), NEVER).pipe(detectSpeech({ detector }));
    expect(log).toEqual([]);
    bounds$.subscribe().unsubscribe();
    EMPTY.pipe(detectSpeech({ detector })).subscribe();

    expect(log).toEqual(['made', 'closed', 'made', 'closed']);
  });
});

// prettier-ignore
describe('gateSpeech', () => {
  const four = { ...chunks, p: samples([chunks.o, chunks.v, chunks.v, chunks.v].flatMap(valuesOf), wide) };
  itKeepsTheOperatorContract({
    operator: () => gateSpeech({ minSpeech: 40, hangOver: 20 }),
    values: [chunks.o, chunks.v, chunks.v, chunks.v, chunks.o],
    throwing: { detector: (fail) => gateSpeech({ detector: () => ({ isSpeech: fail }) }) },
  });

  it('should let speech through, with what came just before', marbleTest(() => {
    const source = hot('oovvvvooooo|', chunks);
    const subs = '      ^----------!';
    const result = '    ----pvoo---|';

    expect(source.pipe(gateSpeech({ preRoll: 20, minSpeech: 60, hangOver: 40 }))).toBeObservable(cold(result, four));
    expect(source).toHaveSubscriptions(subs);
  }));

  it('should let nothing through twice', () => {
    const all = 'ooovvvvoovvvvoooooo'.split('').map((name) => chunks[name as 'v' | 'o']);
    let passed: AudioChunk[] = [];
    from(all).pipe(gateSpeech({ preRoll: 500, minSpeech: 60, hangOver: 40 }), toArray()).subscribe((some) => (passed = some));

    expect(joined(passed)).toEqual(joined(all.slice(0, 15)));
  });

  it('should drop what was not known to be speech', marbleTest(() => {
    expect(hot('ovo-v|', chunks).pipe(gateSpeech({ minSpeech: 60 }))).toBeObservable(cold('-----|'));
  }));

  it('should refuse a negative preRoll', () => {
    expect(() => gateSpeech({ preRoll: -1 })).toThrow(expect.objectContaining({ code: 'invalid-option', option: 'preRoll' }));
  });
});

describe('hearing real speech', () => {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const fvad = require('../../node_modules/.cache/rxjs-voice/fvad.cjs') as {
    default: () => Promise<FvadModule>;
  };
  const noise = (level: number) => {
    let seed = 1;
    return () => level * (((seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647) * 2 - 1);
  };
  const spoken = (async () => {
    const parts = await lastValueFrom(
      fliteVoice().synthesize('Hello there, how are you?', { format: wide }).pipe(toArray()),
    );
    const words = parts.filter((part): part is Word => 'text' in part);
    const voice = parts.flatMap((part) => ('data' in part ? valuesOf(part) : []));
    // A second of noise on each side, and under it.
    const hiss = noise(60);
    const silence = Array<number>(16_000).fill(0);
    const audio = [...silence, ...voice, ...silence].map((sample) => Math.round(sample + hiss()));
    const bounds = { begin: words[0]!.start + 1000, end: words.at(-1)!.end + 1000 };
    return { audio: samples(audio, wide), ...bounds };
  })();
  const heard = (audio: AudioChunk, detection = {}) =>
    lastValueFrom(of(audio).pipe(frameAudio({ ms: 20 }), detectSpeech(detection), toArray()));

  it.each([
    ['loudness', () => Promise.resolve({})],
    ['fvad', async () => ({ detector: await fvadDetector(fvad.default, { mode: 2 }) })],
  ])('should find its first syllable and its last by %s', async (_, options) => {
    const { audio, begin, end: last } = await spoken;
    const detection = await options();
    const [first, second, ...more] = await heard(audio, detection);

    expect([first?.type, second?.type, more]).toEqual(['speech-start', 'speech-end', []]);
    expect(Math.abs(first!.at - begin)).toBeLessThan(90);
    expect(Math.abs(second!.at - last)).toBeLessThan(150);
  });

  it.each([
    ['loudness', () => Promise.resolve({})],
    ['fvad', async () => ({ detector: await fvadDetector(fvad.default, { mode: 3 }) })],
  ])('should not take steady noise for speech by %s', async (_, options) => {
    const hiss = noise(1500);
    const audio = samples(Array.from({ length: 64_000 }, () => Math.round(hiss())), wide);
    const bounds = await heard(audio, await options());
    // Before a floor is known, noise that begins loud is speech for as long as it takes to know better.
    expect(bounds.filter(({ at }) => at > 3000)).toEqual([]);
  }); // prettier-ignore

  it('should hear the same in a format of a telephone', async () => {
    const { audio, begin } = await spoken;
    const narrow = await lastValueFrom(of(audio).pipe(resampleAudio(format('linear16', 8000)), toArray()));
    const phone = { data: linear16ToMulaw(Uint8Array.from(joined(narrow))), format: format('mulaw', 8000) };
    const [first] = await heard(phone);

    expect(Math.abs(first!.at - begin)).toBeLessThan(90);
  }); // prettier-ignore

  it('should keep the first syllable in a gate', async () => {
    const { audio, begin, end: last } = await spoken;
    const passed = await lastValueFrom(
      of(audio).pipe(frameAudio({ ms: 20 }), gateSpeech({ preRoll: 200 }), toArray()),
    );
    const whole = Buffer.from(audio.data);
    const kept = Buffer.from(Uint8Array.from(joined(passed)));
    const at = whole.indexOf(kept);

    expect(at).toBeGreaterThan(0);
    expect(at / 32).toBeLessThan(begin);
    expect((at + kept.length) / 32).toBeGreaterThan(last);
    expect(kept.length).toBeLessThan(whole.length - 32_000);
  });

  it('should tell libfvad what it hears, and free what it made', async () => {
    const module = await fvad.default();
    const rate = jest.spyOn(module, '_fvad_set_sample_rate');
    const mode = jest.spyOn(module, '_fvad_set_mode');
    const free = jest.spyOn(module, '_fvad_free');
    const detector = await fvadDetector(() => Promise.resolve(module), { mode: 3 });
    of(chunks.v).pipe(detectSpeech({ detector })).subscribe();

    expect([rate.mock.calls[0]?.[1], mode.mock.calls[0]?.[1]]).toEqual([16_000, 3]);
    expect(rate.mock.results[0]?.value).toBe(0);
    expect(free.mock.calls).toEqual([[mode.mock.calls[0]?.[0]]]);
  });

  it('should refuse a mode that there is not', () => {
    expect(() => fvadDetector(fvad.default, { mode: 4 as 3 })).toThrow(
      expect.objectContaining({ code: 'invalid-option', option: 'mode' }),
    );
  });
});
