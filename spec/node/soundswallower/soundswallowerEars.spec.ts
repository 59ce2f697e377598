import {
  concat,
  EMPTY,
  firstValueFrom,
  from,
  lastValueFrom,
  NEVER,
  of,
  Subject,
  take,
  tap,
  throwError,
  toArray,
} from 'rxjs';
import { type AudioChunk, type AudioFormat, durationOf, silence } from '../../../src/audio';
import { isVoiceError } from '../../../src/errors';
import { fliteVoice } from '../../../src/node/flite/fliteVoice';
import { soundswallowerEars } from '../../../src/node/soundswallower/soundswallowerEars';
import { type SpeechEvent, type Transcript, type Word } from '../../../src/protocol';

const text =
  'Hello there. Thank you for listening. The connection broke while I was speaking, but nothing was lost. Every sentence arrives exactly once.';
const linear = (sampleRate: number): AudioFormat => ({
  encoding: 'linear16',
  sampleRate,
  channels: 1,
});
const voice = fliteVoice();
const ears = soundswallowerEars({ vocabulary: text });
const lower = (words: string) =>
  words
    .toLowerCase()
    .match(/[a-z']+/g)
    ?.join(' ');
const isAudio = (part: AudioChunk | Word): part is AudioChunk => 'data' in part;
const finalText = (events: SpeechEvent[]) =>
  events
    .flatMap((event) => (event.type === 'final' ? [event.text] : []))
    .join(' ')
    .trim();

const say = (words: string, format: AudioFormat) =>
  firstValueFrom(voice.synthesize(words, { format }).pipe(toArray()));

/** 20 ms frames, as they come from a line. */
const frames = (parts: (AudioChunk | Word)[], format: AudioFormat): AudioChunk[] => {
  const all = Buffer.concat(parts.filter(isAudio).map(({ data }) => data));
  const size = (format.sampleRate / 50) * (format.encoding === 'linear16' ? 2 : 1);
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => ({
    data: all.subarray(i * size, (i + 1) * size),
    format,
  }));
};

const quiet = (ms: number, format: AudioFormat): AudioChunk => ({
  data: silence(format, ms),
  format,
});
const resources = () =>
  process.getActiveResourcesInfo().filter((name) => /Worker|MessagePort/.test(name));
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

describe('soundswallowerEars', () => {
  it.each([linear(24_000), linear(16_000), { ...linear(8000), encoding: 'mulaw' } as const])(
    'should hear every word of the demo, as $encoding at $sampleRate Hz',
    async (format) => {
      const spoken = await say(text, format);
      const events = await firstValueFrom(
        ears
          .recognize(from(frames(spoken, format)), { finalize$: NEVER, partials: false })
          .pipe(toArray()),
      );

      expect(lower(finalText(events))).toBe(lower(text));
      const heard = events.flatMap((event) => (event.type === 'final' ? (event.words ?? []) : []));
      const said = spoken.filter((part): part is Word => !isAudio(part));
      heard.forEach((word, i) => {
        expect(word.end).toBeGreaterThan(word.start);
        expect(word.start).toBeGreaterThanOrEqual(heard[i - 1]?.end ?? 0);
        // The voice and the ears know of each other's times only through the audio.
        const middle = (word.start + word.end) / 2;
        expect(middle).toBeGreaterThan(said[i]!.start - 120);
        expect(middle).toBeLessThan(said[i]!.end + 120);
      });
    },
  );

  it('should show partials before the final, end utterances, and write words as it was given them', async () => {
    const format = linear(16_000);
    const spoken = frames(await say('Thank you for listening.', format), format);
    const audio = [
      quiet(500, format),
      ...spoken,
      quiet(1000, format),
      ...spoken,
      quiet(1000, format),
    ];
    const events = await firstValueFrom(
      ears.recognize(from(audio), { finalize$: NEVER, partials: true }).pipe(toArray()),
    );
    const types = events.map(({ type }) => type);

    expect(types.filter((type) => type !== 'partial')).toEqual([
      'final',
      'utterance-end',
      'final',
      'utterance-end',
    ]);
    expect(types[0]).toBe('partial');
    expect(types.filter((type) => type === 'partial').length).toBeGreaterThan(6);
    const [first, second] = events.filter((event): event is Transcript => event.type === 'final');
    expect(first!.text).toBe('Thank you for listening');
    expect(second!.text).toBe(first!.text);
    const apart = 1000 + spoken.reduce((ms, chunk) => ms + durationOf(chunk), 0);
    expect(Math.abs(second!.start! - first!.start! - apart)).toBeLessThan(100);
  });

  it('should answer each finalize in its place', async () => {
    const format = linear(16_000);
    const spoken = frames(await say('Hello there.', format), format);
    const finalize$ = new Subject<void>();
    const audio$ = concat(
      from(spoken).pipe(tap({ complete: () => finalize$.next() })),
      of(quiet(200, format)).pipe(tap({ complete: () => finalize$.next() })),
    );

    const events = await firstValueFrom(
      ears.recognize(audio$, { finalize$, partials: false }).pipe(toArray()),
    );

    expect(events.map((event) => ('text' in event ? event.text : event.type))).toEqual([
      'Hello there',
      '',
    ]);
  });

  it('should hear sessions side by side, each its own words', async () => {
    const format = linear(16_000);
    const sentences = ['Nothing was lost.', 'The connection broke while I was speaking.'];
    const heard = await Promise.all(
      sentences.map(async (sentence) => {
        const audio = frames(await say(sentence, format), format);
        return firstValueFrom(
          ears.recognize(from(audio), { finalize$: EMPTY, partials: false }).pipe(toArray()),
        );
      }),
    );

    expect(heard.map((events) => lower(finalText(events)))).toEqual(sentences.map(lower));
  });

  it('should hear nothing in nothing', async () => {
    const events = ears.recognize(EMPTY, { finalize$: NEVER, partials: true });

    expect(await firstValueFrom(events.pipe(toArray()))).toEqual([]);
  });

  it('should stop when unsubscribed, and keep nothing alive', async () => {
    const format = linear(16_000);
    const audio = frames(await say(text, format), format);
    const audio$ = concat(from(audio), NEVER);
    const result = await firstValueFrom(
      ears.recognize(audio$, { finalize$: NEVER, partials: true }).pipe(take(1)),
    );

    expect(result.type).toBe('partial');
    for (let turn = 0; turn < 50 && resources().length > 0; turn++) await nextTurn();
    expect(resources()).toEqual([]);
  });

  it('should pass an error of the audio', async () => {
    const lost = new Error('the microphone is gone');
    const events = ears.recognize(
      throwError(() => lost),
      { finalize$: NEVER, partials: true },
    );

    await expect(lastValueFrom(events)).rejects.toBe(lost);
  });

  it('should refuse audio it cannot hear, and a change of format', async () => {
    const refused = (...audio: AudioChunk[]) =>
      lastValueFrom(ears.recognize(from(audio), { finalize$: NEVER, partials: true })).catch(
        (e: unknown) => e,
      );
    const chunk = (format: AudioFormat): AudioChunk => ({ data: new Uint8Array(64), format });

    for (const audio of [
      [chunk({ ...linear(16_000), channels: 2 })],
      [chunk({ ...linear(16_000), encoding: 'opus' })],
      [chunk(linear(4000))],
      [chunk(linear(16_000)), chunk(linear(24_000))],
    ]) {
      expect(isVoiceError(await refused(...audio), 'format-mismatch')).toBe(true);
    }
  });

  it('should refuse more audio than can wait', async () => {
    const minutes: AudioChunk = {
      data: new Uint8Array(8000 * 61),
      format: { ...linear(8000), encoding: 'mulaw' },
    };
    const error: unknown = await lastValueFrom(
      ears.recognize(from(Array<AudioChunk>(11).fill(minutes)), {
        finalize$: NEVER,
        partials: false,
      }),
    ).catch((e: unknown) => e);

    expect(isVoiceError(error, 'buffer-overflow')).toBe(true);
  });

  it('should name exactly the words that its dictionary lacks', () => {
    const error = caught(() =>
      soundswallowerEars({ vocabulary: 'Hello, Xyzzy! The 42 blorps say hello.' }),
    );

    expect(isVoiceError(error, 'invalid-option') && error.message).toContain(
      'does not know: Xyzzy, 42, blorps. It',
    );
  });

  it.each([
    ['no words', '... !'],
    ['too many words', Array.from({ length: 1001 }, (_, i) => `w${i}`)],
  ])('should refuse a vocabulary of %s', (_, vocabulary) => {
    expect(
      isVoiceError(
        caught(() => soundswallowerEars({ vocabulary })),
        'invalid-option',
      ),
    ).toBe(true);
  });
});

function caught(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
