import * as fc from 'fast-check';
import { from, NEVER, of, Subject, take, toArray } from 'rxjs';
import { type AudioChunk, type AudioFormat, durationOf, silence } from '../../src/audio';
import { isVoiceError } from '../../src/errors';
import { type SpeechEvent, type Word } from '../../src/protocol';
import { toneEars } from '../../src/gateway/toneEars';
import { toneVoice } from '../../src/gateway/toneVoice';

const format: AudioFormat = { encoding: 'linear16', sampleRate: 16_000, channels: 1 };

function spoken(text: string, options: { speed?: number; format?: AudioFormat } = {}) {
  const items: (AudioChunk | Word)[] = [];
  toneVoice()
    .synthesize(text, { format, ...options })
    .subscribe((item) => items.push(item));
  return items;
}

const audioOf = (items: (AudioChunk | Word)[]) =>
  items.filter((item): item is AudioChunk => 'data' in item);
const wordsOf = (items: (AudioChunk | Word)[]) =>
  items.filter((item): item is Word => !('data' in item));
const lengthOf = (items: (AudioChunk | Word)[]) =>
  audioOf(items).reduce((sum, chunk) => sum + durationOf(chunk), 0);
const quiet = (ms: number): AudioChunk => ({ data: silence(format, ms), format });

function heard(chunks: AudioChunk[], partials = false) {
  const events: SpeechEvent[] = [];
  toneEars()
    .recognize(from(chunks), { finalize$: NEVER, partials })
    .subscribe((event) => events.push(event));
  return events;
}

const finalsOf = (events: SpeechEvent[]) =>
  events.flatMap((event) => (event.type === 'final' ? [event.text] : []));

/** The same samples, cut after each of these many. */
function recut(chunks: AudioChunk[], sizes: number[]) {
  const bytes = Buffer.concat(chunks.map(({ data }) => data));
  const cut: AudioChunk[] = [];
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = 2 * sizes[i % sizes.length]!;
    cut.push({ data: bytes.subarray(at, at + size), format });
    at += size;
  }
  return cut;
}

const space = /[\t-\r ]+/;
const edges = /^[\t-\r ]+|[\t-\r ]+$/g;

describe('toneVoice', () => {
  it('should announce each word before its audio, with its times', () => {
    const items = spoken('Hi you ');

    expect(items.map((item) => ('data' in item ? durationOf(item) : item))).toEqual([
      { text: 'Hi', start: 0, end: 20 },
      20,
      10,
      { text: 'you', start: 30, end: 60 },
      30,
      10,
    ]);
  });

  it('should scale the time by the speed', () => {
    const items = spoken('Hi you', { speed: 2 });

    expect(lengthOf(items)).toBe(30);
    expect(wordsOf(items)[1]).toEqual({ text: 'you', start: 15, end: 30 });
  });

  it.each([8000, 22_050, 24_000, 48_000])('should last as long at %d Hz', (sampleRate) => {
    for (const encoding of ['linear16', 'mulaw', 'alaw'] as const) {
      const items = spoken('Hello there.', { format: { encoding, sampleRate, channels: 1 } });
      expect(lengthOf(items)).toBe(120);
      expect(audioOf(items).every((chunk) => chunk.format.encoding === encoding)).toBe(true);
    }
  });

  it('should refuse what it cannot write', () => {
    const stop = jest.fn();
    toneVoice()
      .synthesize('Hi', { format: { ...format, encoding: 'mp3' } })
      .subscribe({ error: stop });

    expect(isVoiceError(stop.mock.calls[0]?.[0], 'format-mismatch')).toBe(true);
  });

  it('should stop in the middle when unsubscribed', () => {
    const first = jest.fn();
    toneVoice().synthesize('one two', { format }).pipe(take(1), toArray()).subscribe(first);

    expect(first).toHaveBeenCalledWith([{ text: 'one', start: 0, end: 30 }]);
  });
});

describe('toneEars', () => {
  it.each(['\u00a0', 'a\u2003 \ufeffb', 'two  spaces', '\u{1f600} é\tü'])(
    'should hear %j',
    (text) => {
      expect(finalsOf(heard(audioOf(spoken(text))))).toEqual([text]);
    },
  );

  it('should hear what the voice said, however it is cut', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => !text.includes('\0')),
        fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 5 }),
        (text, sizes) => {
          const events = heard(recut(audioOf(spoken(text)), sizes));
          const words = finalsOf(events).join(' ').split(space);
          expect(words).toEqual(text.replace(edges, '').split(space));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('should tell a partial after each word, and a final with word times at the end of a sentence', () => {
    expect(heard(audioOf(spoken('Hi you. So ')), true)).toEqual([
      { type: 'partial', text: 'Hi', confidence: 1 },
      {
        type: 'final',
        text: 'Hi you.',
        confidence: 1,
        start: 0,
        end: 70,
        words: [
          { text: 'Hi', start: 0, end: 20 },
          { text: 'you.', start: 30, end: 70 },
        ],
      },
      { type: 'partial', text: 'So', confidence: 1 },
      {
        type: 'final',
        text: 'So',
        confidence: 1,
        start: 80,
        end: 100,
        words: [{ text: 'So', start: 80, end: 100 }],
      },
    ]);
  });

  it('should take silence for the end of a sentence, and 500 ms of it for the end of an utterance', () => {
    const [one, two] = [audioOf(spoken('One.')), audioOf(spoken('two'))];
    const space = audioOf(spoken(' '));
    const events = heard([
      ...one,
      quiet(499),
      ...two,
      quiet(300),
      ...two,
      quiet(500),
      quiet(900),
      ...space,
      quiet(500),
    ]);

    expect(
      events.map((event) => ('text' in event ? [event.text, event.start, event.end] : event)),
    ).toEqual([['One.', 0, 40], ['twotwo', 539, 899], { type: 'utterance-end', at: 899 }]);
  });

  it('should hear the same at another speed and another rate', () => {
    for (const sampleRate of [8000, 22_050, 48_000]) {
      const items = spoken('Speed is nothing. ', {
        speed: 1.7,
        format: { ...format, sampleRate },
      });
      expect(finalsOf(heard(audioOf(items)))).toEqual(['Speed is nothing.']);
    }
  });

  it('should answer each finalize, with an empty final where nothing was said', () => {
    const [audio$, finalize$] = [new Subject<AudioChunk>(), new Subject<void>()];
    const events: SpeechEvent[] = [];
    const complete = jest.fn();
    toneEars()
      .recognize(audio$, { finalize$, partials: false })
      .subscribe({ next: (event) => events.push(event), complete });

    finalize$.next();
    recut(audioOf(spoken('Half a word')), [100]).forEach((chunk) => audio$.next(chunk));
    finalize$.next();
    finalize$.next();
    audio$.complete();

    expect(finalsOf(events)).toEqual(['', 'Half a word', '']);
    expect(complete).toHaveBeenCalled();
    expect([audio$.observed, finalize$.observed]).toEqual([false, false]);
  });

  it('should not hear a byte twice that a finalize cut in two', () => {
    const [audio$, finalize$] = [new Subject<AudioChunk>(), new Subject<void>()];
    const events: SpeechEvent[] = [];
    toneEars()
      .recognize(audio$, { finalize$, partials: false })
      .subscribe((event) => events.push(event));

    const [first, ...others] = recut(audioOf(spoken('ab')), [100]);
    audio$.next(first!);
    finalize$.next();
    others.forEach((chunk) => audio$.next(chunk));
    audio$.complete();

    expect(finalsOf(events)).toEqual(['a', 'b']);
  });

  it('should refuse audio that it cannot read', () => {
    const error = jest.fn();
    toneEars()
      .recognize(
        of({ data: new Uint8Array(4), format: { ...format, encoding: 'alaw' as const } }),
        {
          finalize$: NEVER,
          partials: true,
        },
      )
      .subscribe({ error });

    expect(isVoiceError(error.mock.calls[0]?.[0], 'format-mismatch')).toBe(true);
  });
});
