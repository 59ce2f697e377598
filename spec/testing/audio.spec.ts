import fc from 'fast-check';
import { cold, marbleTest } from 'jest-marbles';
import { from, map } from 'rxjs';
import { type AudioChunk } from '../../src/audio';
import { VoiceError } from '../../src/errors';
import { finals } from '../../src/operators';
import { recognizer } from '../../src/sessions';
import {
  audioMs,
  fakeSocket,
  readable,
  sameAudio,
  showAudio,
  silence,
  sttGateway,
  tone,
  virtually,
  words,
} from '../../src/testing';
import { atOddOffset } from '../support/audio';

const mulaw = { encoding: 'mulaw', sampleRate: 8000 } as const;
const opus: AudioChunk = {
  data: new Uint8Array(312),
  format: { encoding: 'opus', sampleRate: 48_000, channels: 2 },
};

/** What the built-in ears make of some audio. */
const heard = (...chunks: readonly AudioChunk[]) =>
  virtually(() => {
    const gateway = { url: 'ws://test', token: 't', socket: fakeSocket(sttGateway()) };
    const stt = recognizer({ gateway, model: 'a/b', partials: false });
    return stt.transcribe(from(chunks)).pipe(
      finals(),
      map(({ text }) => text),
    );
  }).values;

describe('tone, silence and words', () => {
  it('should last as long as they say, in the format they say', () => {
    expect(audioMs(tone(20))).toBe(20);
    expect(tone(20).format).toEqual({ encoding: 'linear16', sampleRate: 24_000, channels: 1 });
    expect(tone(20, { ...mulaw, channels: 2 }).data).toHaveLength(320);
    expect(audioMs([tone(20, mulaw), silence(5, mulaw), words('Hi.', mulaw)])).toBe(55);
    expect(silence(1, mulaw).data).toEqual(new Uint8Array(8).fill(0xff));
    expect(tone(0).data).toHaveLength(0);
  });

  it('should be the same for the same options, and other audio for another pitch or length', () => {
    expect(sameAudio(tone(20), tone(20))).toBe(true);
    expect(sameAudio(tone(20), tone(20, { pitch: 300 }))).toBe(false);
    expect(sameAudio(tone(20), tone(21))).toBe(false);
    expect(sameAudio(tone(20), silence(20))).toBe(false);
    expect(sameAudio(words('Hello.'), words('Hallo.'))).toBe(false);
  });

  it('should be heard as the words they say, and else as nothing', () => {
    expect(heard(words('Hello there. '), words('How are you?'))).toEqual([
      'Hello there.',
      'How are you?',
    ]);
    expect(heard(words('Wait'), silence(600), words('for me.'))).toEqual(['Wait', 'for me.']);
    expect(heard(tone(300), silence(20), tone(100, { pitch: 80 }))).toEqual(['']);
    expect(heard(words('Hi. ', { sampleRate: 8000 }), tone(50, { sampleRate: 8000 }))).toContain(
      'Hi.',
    );
  });

  it.each([
    ['an opus tone', () => tone(20, { encoding: 'opus' }), 'format-mismatch'],
    ['opus silence', () => silence(20, { encoding: 'opus' }), 'format-mismatch'],
    ['mp3 words', () => words('Hi.', { encoding: 'mp3' }), 'format-mismatch'],
    ['stereo words', () => words('Hi.', { channels: 2 }), 'format-mismatch'],
    ['a tone of no length', () => tone(NaN), 'invalid-option'],
    ['a tone of no pitch', () => tone(1, { pitch: 0 }), 'invalid-option'],
  ])('should refuse %s', (_, make, code) => {
    expect(make).toThrow(expect.objectContaining({ code }));
  });
});

describe('sameAudio', () => {
  it('should not mind how audio is cut, nor where its bytes lie', () => {
    const whole = words('Hello there.');
    const cut = (at: number): AudioChunk[] => [
      { ...whole, data: whole.data.subarray(0, at) },
      { ...whole, data: atOddOffset(whole.data.subarray(at)) },
    ];

    fc.assert(
      fc.property(fc.nat(whole.data.length), (at) => {
        expect(sameAudio(cut(at), whole)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it('should mind the format, where there is any audio', () => {
    const as = (sampleRate: number, data: Uint8Array): AudioChunk => ({
      data,
      format: { ...mulaw, sampleRate, channels: 1 },
    });

    expect(sameAudio(as(8000, new Uint8Array(4)), as(16_000, new Uint8Array(4)))).toBe(false);
    expect(sameAudio(as(8000, new Uint8Array(0)), as(16_000, new Uint8Array(0)))).toBe(true);
    expect(sameAudio([], as(8000, new Uint8Array(1)))).toBe(false);
    expect(sameAudio([], [])).toBe(true);
  });
});

describe('showAudio', () => {
  it('should name the format, the duration and a hash', () => {
    expect(showAudio(tone(20))).toMatch(/^linear16 24000 Hz mono, 20 ms, #[0-9a-f]{8}$/);
    expect(showAudio(tone(4.17, { channels: 2 }))).toMatch(/^linear16 24000 Hz stereo, 4\.17 ms, /);
    expect(showAudio(opus)).toMatch(/^opus 48000 Hz stereo, 312 bytes, #[0-9a-f]{8}$/);
  });

  it('should have another hash where a byte is another', () => {
    const { data, format } = tone(20);
    const other = data.slice();
    other[700] = (other[700] ?? 0) ^ 1;

    expect(showAudio({ data: other, format })).not.toBe(showAudio({ data, format }));
    expect(showAudio({ data: data.slice(), format })).toBe(showAudio({ data, format }));
  });

  it(
    'should make a stream of audio readable in a diagram',
    marbleTest(() => {
      const audio = { a: tone(20), b: silence(20) };

      expect(cold('a--b|', audio).pipe(map(showAudio))).toBeObservable(
        cold('a--b|', { a: showAudio(tone(20)), b: showAudio(silence(20)) }),
      );
    }),
  );
});

describe('readable', () => {
  it('should write what nobody can read, as deep as it lies', () => {
    const error = new VoiceError('socket-lost', 'It broke.', {}, { retryable: true });
    const value = {
      frames: [{ frame: 3, notification: { kind: 'N', value: tone(20) } }],
      bytes: new Uint8Array(9),
      map: new Map([['a', tone(20)]]),
      set: new Set([error]),
      plain: Object.assign(Object.create(null) as object, { n: 1 }),
      text: 'T',
      nothing: null,
      error: new TypeError('no'),
    };

    expect(readable(value)).toEqual({
      frames: [{ frame: 3, notification: { kind: 'N', value: showAudio(tone(20)) } }],
      bytes: expect.stringMatching(/^9 bytes, #[0-9a-f]{8}$/),
      map: new Map([['a', showAudio(tone(20))]]),
      set: new Set(['socket-lost: It broke.']),
      plain: { n: 1 },
      text: 'T',
      nothing: null,
      error: 'TypeError: no',
    });
  });

  it('should let be what is no plain object, and bear what holds itself', () => {
    const date = new Date(0);
    const ring: Record<string, unknown> = { date };
    ring.self = ring;
    const copy = readable(ring) as typeof ring;

    expect(copy.date).toBe(date);
    expect(copy.self).toBe(copy);
  });

  it('should not write into what it was given', () => {
    const value = Object.freeze([Object.freeze({ audio: tone(1) })]);

    expect(readable(value)).toEqual([{ audio: showAudio(tone(1)) }]);
    expect(value[0]?.audio.data).toHaveLength(48);
  });

  it('should give a message of a line for each chunk', () => {
    let message = '';
    try {
      expect(readable([tone(20), tone(20)])).toEqual(readable([tone(20), silence(20)]));
    } catch (error) {
      ({ message } = error as Error);
    }

    expect(message).toContain(`-   "${showAudio(silence(20))}"`);
    expect(message).toContain(`+   "${showAudio(tone(20))}"`);
    expect(message.length).toBeLessThan(500);
  });
});
