import { firstValueFrom, lastValueFrom, merge, take, tap, toArray } from 'rxjs';
import { type AudioChunk, type AudioFormat } from '../../../src/audio';
import { isVoiceError } from '../../../src/errors';
import { fliteVoice, fliteVoiceFor } from '../../../src/node/flite/fliteVoice';
import { type Word } from '../../../src/protocol';

const format = { encoding: 'linear16', sampleRate: 24_000, channels: 1 } as const;
const text = 'Hello there. The weather is nice today, and warm.';
const engine = fliteVoice();
const say = (
  words: string,
  options: { voice?: string; speed?: number; format?: AudioFormat } = {},
) => engine.synthesize(words, { format, ...options });
const isAudio = (part: AudioChunk | Word): part is AudioChunk => 'data' in part;
const bytesOf = (parts: (AudioChunk | Word)[]) =>
  Buffer.concat(parts.filter(isAudio).map(({ data }) => data));
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));
const resources = () =>
  process.getActiveResourcesInfo().filter((name) => /Worker|MessagePort/.test(name));

describe('fliteVoice', () => {
  it('should speak each word no later than its audio, in chunks of at most 100 ms', async () => {
    const parts = await firstValueFrom(say(text).pipe(toArray()));
    const words = parts.filter((part): part is Word => !isAudio(part));
    let spoken = 0;
    let last = 0;
    for (const part of parts) {
      if (isAudio(part)) {
        expect(part.format).toEqual(format);
        expect(part.data.length).toBeLessThanOrEqual(4800);
        spoken += part.data.length / 48;
      } else {
        expect(part.start).toBeGreaterThanOrEqual(Math.floor(Math.max(spoken, last)));
        expect(part.end).toBeGreaterThan(part.start);
        last = part.end;
      }
    }
    expect(words.map((word) => word.text)).toEqual(text.split(' '));
    expect(last).toBeLessThanOrEqual(spoken);
    expect(spoken).toBeGreaterThan(2000);
  });

  it('should speak the first sentence before it begins the last', async () => {
    const order: string[] = [];
    const first = say(`${text} `.repeat(3)).pipe(
      tap((part) => (isAudio(part) ? undefined : order.push(part.text))),
    );
    const second = say('Wait.').pipe(
      tap((part) => (isAudio(part) ? undefined : order.push('SECOND'))),
    );

    await lastValueFrom(merge(first, second));

    // One thread speaks for both: the short one comes in between the long one's sentences.
    expect(order[0]).toBe('Hello');
    expect(order.indexOf('SECOND')).toBeLessThan(order.length - 5);
  });

  it('should give the same bytes again, also from another engine', async () => {
    const [first, again, other] = await Promise.all(
      [say(text), say(text), fliteVoice({ voice: 'awb' }).synthesize(text, { format })].map(
        (audio$) => firstValueFrom(audio$.pipe(toArray())),
      ),
    );

    expect(again).toEqual(first);
    expect(bytesOf(other ?? [])).toEqual(bytesOf(first ?? []));
  });

  it('should speak in the voice and at the speed that is asked for', async () => {
    const [normal, fast, rms] = await Promise.all(
      [say('Hello.'), say('Hello.', { speed: 2 }), say('Hello.', { voice: 'rms' })].map(
        async (audio$) => bytesOf(await firstValueFrom(audio$.pipe(toArray()))),
      ),
    );

    expect(fast!.length).toBeLessThan(0.8 * normal!.length);
    expect(rms!.equals(normal!)).toBe(false);
  });

  it('should give every voice id one voice', () => {
    expect(['awb', 'KAL16', ' slt '].map(fliteVoiceFor)).toEqual(['awb', 'kal16', 'slt']);
    expect(fliteVoiceFor('aura-2-thalia-en')).toBe(fliteVoiceFor('aura-2-thalia-en'));
    const given = ['aura-2-thalia-en', 'aura-2-zeus-en', 'a', 'b', 'c', 'd'].map(fliteVoiceFor);
    expect(new Set(given).size).toBe(3);
  });

  it.each(['', '...', ' \n '])('should complete without audio for %j', async (silent) => {
    expect(await firstValueFrom(say(silent).pipe(toArray()))).toEqual([]);
  });

  it('should stop when unsubscribed, and keep nothing alive', async () => {
    await firstValueFrom(say(`${text} `.repeat(20)).pipe(take(1)));

    // The port closes in the turns that follow; the worker that stays for later no longer counts.
    for (let turn = 0; turn < 20 && resources().length > 0; turn++) await nextTurn();
    expect(resources()).toEqual([]);
  });

  it.each<AudioFormat>([
    { ...format, channels: 2 },
    { ...format, encoding: 'opus' },
    { ...format, encoding: 'mp3' },
    { ...format, sampleRate: 96_000 },
    { ...format, sampleRate: 11_025.5 },
  ])('should refuse to speak as %j', async (wrong) => {
    const error: unknown = await lastValueFrom(say('Hi.', { format: wrong })).catch(
      (e: unknown) => e,
    );

    expect(isVoiceError(error, 'format-mismatch')).toBe(true);
  });

  it.each([
    ['speed', () => say('Hi.', { speed: 9 })],
    ['speed', () => say('Hi.', { speed: NaN })],
    ['text', () => say('Hi. '.repeat(30_000))],
  ])('should refuse a %s it cannot work with', async (option, audio$) => {
    const error: unknown = await lastValueFrom(audio$()).catch((e: unknown) => e);

    expect(isVoiceError(error, 'invalid-option') && error.option).toBe(option);
  });
});
