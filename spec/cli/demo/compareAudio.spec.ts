import fc from 'fast-check';
import { compareAudio } from '../../../src/cli/demo/compareAudio';

/** Noise of so many samples: no two places of it are alike. */
const noise = (samples: number, seed = 1) => {
  const bytes = Buffer.alloc(samples * 2);
  let state = seed;
  for (let i = 0; i < samples; i++) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    bytes.writeInt16LE((state >> 8) % 32_768, i * 2);
  }
  return bytes;
};
const cut = (bytes: Buffer, from: number, to?: number) =>
  bytes.subarray(from * 2, to === undefined ? undefined : to * 2);

const speech = noise(2000);
const clean = { lost: 0, repeated: 0, foreign: 0 };

describe('compareAudio', () => {
  it('should find nothing where the audio is the reference', () => {
    expect(compareAudio(speech, Buffer.from(speech))).toEqual(clean);
    expect(compareAudio(Buffer.alloc(0), Buffer.alloc(0))).toEqual(clean);
  });

  it('should count what never came', () => {
    const received = Buffer.concat([cut(speech, 0, 700), cut(speech, 800)]);

    expect(compareAudio(speech, received)).toEqual({ ...clean, lost: 200 });
  });

  it('should count what is missing at the end, and all of it where nothing came', () => {
    expect(compareAudio(speech, cut(speech, 0, 1900))).toEqual({ ...clean, lost: 200 });
    expect(compareAudio(speech, Buffer.alloc(0))).toEqual({ ...clean, lost: 4000 });
  });

  it('should count what came twice', () => {
    const received = Buffer.concat([cut(speech, 0, 700), cut(speech, 600)]);

    expect(compareAudio(speech, received)).toEqual({ ...clean, repeated: 200 });
  });

  it('should see a single sample', () => {
    expect(compareAudio(speech, Buffer.concat([cut(speech, 0, 700), cut(speech, 701)]))).toEqual({
      ...clean,
      lost: 2,
    });
    expect(compareAudio(speech, Buffer.concat([cut(speech, 0, 701), cut(speech, 700)]))).toEqual({
      ...clean,
      repeated: 2,
    });
  });

  it('should see a loss and a repetition that make up for each other in length', () => {
    const received = Buffer.concat([
      cut(speech, 0, 700),
      cut(speech, 600, 1000),
      cut(speech, 1100),
    ]);

    expect(received).toHaveLength(speech.length);
    expect(compareAudio(speech, received)).toEqual({ ...clean, lost: 200, repeated: 200 });
  });

  it('should count audio that is nowhere in the reference', () => {
    const other = noise(50, 99);

    expect(
      compareAudio(speech, Buffer.concat([cut(speech, 0, 500), other, cut(speech, 500)])),
    ).toEqual({ ...clean, foreign: 100 });
  });

  it('should count a loss and a repetition of silence, where every place looks alike', () => {
    const silent = (samples: number) => Buffer.alloc(samples * 2);
    const around = (pause: number) =>
      Buffer.concat([cut(speech, 0, 500), silent(pause), cut(speech, 500)]);

    expect(compareAudio(around(300), around(200))).toEqual({ ...clean, lost: 200 });
    expect(compareAudio(around(300), around(400))).toEqual({ ...clean, repeated: 200 });
  });

  it('should find any one cut', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1900 }), fc.integer({ min: 1, max: 90 }), (at, gap) => {
        const lossy = Buffer.concat([cut(speech, 0, at), cut(speech, at + gap)]);
        const doubled = Buffer.concat([cut(speech, 0, at + gap), cut(speech, at)]);

        expect(compareAudio(speech, lossy)).toEqual({ ...clean, lost: gap * 2 });
        expect(compareAudio(speech, doubled)).toEqual({ ...clean, repeated: gap * 2 });
      }),
      { numRuns: 50 },
    );
  });
});
