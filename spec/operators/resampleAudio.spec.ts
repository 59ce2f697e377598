import { array, assert, constantFrom, integer, property } from 'fast-check';
import { cold, hot, marbleTest } from 'jest-marbles';
import { from, toArray } from 'rxjs';
import { type AudioChunk, type AudioFormat, formatMismatch } from '../../src/audio';
import { resampleAudio } from '../../src/operators';
import { atOddOffset, format, joined, samples, valuesOf } from '../support/audio';
import { itKeepsTheOperatorContract } from '../support/operatorContract';

const wide = format('linear16', 16_000);
const narrow = format('linear16', 8000);

/** A tone of half the full scale, ms long. */
const tone = (hz: number, ms: number, { sampleRate }: AudioFormat) =>
  Array.from({ length: (ms * sampleRate) / 1000 }, (_, i) =>
    Math.round(16_384 * Math.sin((2 * Math.PI * hz * i) / sampleRate)),
  );

function converted(to: AudioFormat, ...source: AudioChunk[]): AudioChunk[] {
  let result: AudioChunk[] = [];
  from(source)
    .pipe(resampleAudio(to), toArray())
    .subscribe((all) => (result = all));
  return result;
}
const valuesIn = (chunks: readonly AudioChunk[]) => chunks.flatMap(valuesOf);
const frames = (chunk: AudioChunk, bytes: number) =>
  Array.from({ length: Math.ceil(chunk.data.length / bytes) }, (_, i) => ({
    ...chunk,
    data: chunk.data.subarray(i * bytes, (i + 1) * bytes),
  }));

const spoken = samples(tone(440, 60, wide), wide);
const [a, b, c] = frames(spoken, 640) as [AudioChunk, AudioChunk, AudioChunk];
const half = valuesIn(converted(narrow, spoken));
const chunks = {
  a, b, c,
  p: samples(half.slice(0, 136), narrow), q: samples(half.slice(136, 296), narrow),
  r: samples(half.slice(296, 456), narrow), t: samples(half.slice(456), narrow),
  x: samples([1, 2], narrow), o: samples([1], format('opus')),
}; // prettier-ignore

// prettier-ignore
describe('resampleAudio', () => {
  itKeepsTheOperatorContract({ operator: () => resampleAudio(narrow), values: [a, b, c] });

  it('should convert as the audio comes, and emit what it held at the end', marbleTest(() => {
    const source = hot('a---b---c--|  ', chunks);
    const subs = '      ^----------!  ';
    const result = '    p---q---r--(t|)';

    expect(source.pipe(resampleAudio(narrow))).toBeObservable(cold(result, chunks));
    expect(source).toHaveSubscriptions(subs);
  }));

  it('should pass an error at once and drop what it holds', marbleTest(() => {
    expect(cold('a-#', chunks).pipe(resampleAudio(narrow))).toBeObservable(cold('p-#', chunks));
  }));

  it('should refuse a change of format', marbleTest(() => {
    const error = formatMismatch('Resampling audio', wide, narrow);

    expect(cold('a-x', chunks).pipe(resampleAudio(narrow))).toBeObservable(cold('p-#', chunks, error));
  }));

  it('should refuse what has no samples', marbleTest(() => {
    const error = formatMismatch('Resampling audio', 'linear16, mulaw or alaw', format('opus'));

    expect(cold('-o', chunks).pipe(resampleAudio(narrow))).toBeObservable(cold('-#', chunks, error));
    expect(() => resampleAudio(format('mp3'))).toThrow(expect.objectContaining({ code: 'format-mismatch' }));
  }));
});

describe('resampleAudio', () => {
  it('should not begin early or late', () => {
    const result = valuesIn(converted(narrow, samples(tone(440, 60, wide), wide)));
    const wanted = tone(440, 60, narrow);

    for (let i = 40; i < 440; i++) expect(Math.abs(result[i]! - wanted[i]!)).toBeLessThan(40);
  });

  it('should change no byte by how the audio is cut', () => {
    const formats = constantFrom(
      format('linear16', 24_000),
      format('linear16', 44_100, 2),
      format('mulaw', 8000),
      format('alaw', 16_000, 2),
    );
    assert(
      property(formats, formats, array(integer({ min: 1, max: 700 })), (own, to, sizes) => {
        const total = sizes.reduce((sum, size) => sum + size, 0);
        const data = Uint8Array.from({ length: total }, (_, i) => (i * i + i) % 251);
        let at = 0;
        const pieces = sizes.map((size) => ({
          data: data.subarray(at, (at += size)),
          format: own,
        }));
        const bytes = (as: AudioFormat) => (as.encoding === 'linear16' ? 2 : 1) * as.channels;
        const result = joined(converted(to, ...pieces));

        expect(result).toEqual(joined(converted(to, { data, format: own })));
        if (own !== to)
          expect(result.length / bytes(to)).toBe(
            Math.round((Math.floor(total / bytes(own)) * to.sampleRate) / own.sampleRate),
          );
      }),
      { numRuns: 60 },
    );
  });

  it('should make mono several channels that are alike, and several mono by their mean', () => {
    const stereo = { ...wide, channels: 2 };

    expect(valuesIn(converted(stereo, samples([100, -200], wide)))).toEqual([100, 100, -200, -200]);
    expect(valuesIn(converted(wide, samples([100, 300, -7, -7], stereo)))).toEqual([200, -7]);
  });

  it('should keep channels apart', () => {
    const left = tone(440, 20, wide);
    const both = samples(left.flatMap((sample) => [sample, 0]), { ...wide, channels: 2 });
    const result = valuesIn(converted({ ...narrow, channels: 2 }, both));

    expect(result.filter((_, i) => i % 2 === 0)).toEqual(valuesIn(converted(narrow, samples(left, wide))));
    expect(result.filter((_, i) => i % 2 === 1).every((sample) => sample === 0)).toBe(true);
  }); // prettier-ignore

  it('should change the encoding alone without holding anything back', () => {
    const law = format('mulaw', 16_000);
    const there = converted(law, a, b);

    expect(there.map(({ data }) => data.length)).toEqual([320, 320]);
    expect(converted(law, ...converted(wide, ...there))).toEqual(there);
    expect(converted(format('alaw', 16_000), ...there)[0]?.data).toHaveLength(320);
  });

  it('should pass audio of the wanted format as it is', () => {
    expect(converted({ ...wide }, a, b)).toEqual([a, b]);
    expect(converted({ ...wide }, a)[0]?.data).toBe(a.data);
  });

  it('should read audio at an odd offset', () => {
    expect(converted(narrow, { ...a, data: atOddOffset(a.data) })).toEqual(converted(narrow, a));
  });

  it('should not wrap around where a filter overshoots', () => {
    const square = Array.from({ length: 960 }, (_, i) => (i % 160 < 80 ? 32_767 : -32_768));
    const result = valuesIn(converted(narrow, samples(square, wide)));

    result.slice(30, -30).forEach((sample, i) => {
      const place = (i + 30) % 80;
      if (place > 5 && place < 35) expect(sample).toBeGreaterThan(20_000);
    });
  });

  it('should refuse to guess how several channels become several others', () => {
    const found: unknown[] = [];
    from([samples([1, 2], { ...wide, channels: 2 })])
      .pipe(resampleAudio({ ...wide, channels: 4 }))
      .subscribe({ error: (error: unknown) => found.push(error) });

    expect(found).toEqual([expect.objectContaining({ code: 'format-mismatch' })]);
  });

  it.each([8000.5, 999, 4_000_000_000])('should refuse a sample rate of %d Hz', (sampleRate) => {
    const found: unknown[] = [];
    from([a])
      .pipe(resampleAudio({ ...wide, sampleRate }))
      .subscribe({ error: (error: unknown) => found.push(error) });

    expect(found).toEqual([expect.objectContaining({ code: 'invalid-option', option: 'sampleRate' })]);
  }); // prettier-ignore
});
