import { array, assert, constantFrom, integer, property } from 'fast-check';
import { cold, hot, marbleTest } from 'jest-marbles';
import { from, take, toArray } from 'rxjs';
import { type AudioChunk, type AudioFormat, formatMismatch } from '../../src/audio';
import { frameAudio } from '../../src/operators';
import { format, joined, kilohertz, samples } from '../support/audio';
import { itKeepsTheOperatorContract } from '../support/operatorContract';

const chunks = {
  a: samples([1, 2, 3]), b: samples([4, 5, 6]), c: samples([7, 8, 9]),
  p: samples([1, 2]), q: samples([3, 4]), r: samples([5, 6]), s: samples([7, 8]), t: samples([9]),
  w: samples([1, 2, 3, 4]), x: samples([1], format('linear16')), o: samples([1], format('opus')),
}; // prettier-ignore

function framesOf(ms: number, ...source: AudioChunk[]): AudioChunk[] {
  let frames: AudioChunk[] = [];
  from(source)
    .pipe(frameAudio({ ms }), toArray())
    .subscribe((all) => (frames = all));
  return frames;
}

// prettier-ignore
describe('frameAudio', () => {
  itKeepsTheOperatorContract({ operator: () => frameAudio({ ms: 2 }), values: [chunks.a, chunks.b, chunks.c] });

  it('should cut equal frames and emit the rest at the end', marbleTest(() => {
    const source = hot('a----b----c-|   ', chunks);
    const subs = '      ^-----------!   ';
    const result = '    p----(qr)-s-(t|)';

    expect(source.pipe(frameAudio({ ms: 2 }))).toBeObservable(cold(result, chunks));
    expect(source).toHaveSubscriptions(subs);
  }));

  it('should wait for a frame longer than its chunks', marbleTest(() => {
    const source = hot('-p-q-t-|', chunks);
    const result = '    ---w---(t|)';

    expect(source.pipe(frameAudio({ ms: 4 }))).toBeObservable(cold(result, chunks));
  }));

  it('should pass an error at once and drop the rest', marbleTest(() => {
    expect(cold('a-#', chunks).pipe(frameAudio({ ms: 2 }))).toBeObservable(cold('p-#', chunks));
  }));

  it('should refuse a change of format', marbleTest(() => {
    const error = formatMismatch('Framing audio', kilohertz, format('linear16'));

    expect(cold('a-x', chunks).pipe(frameAudio({ ms: 2 }))).toBeObservable(cold('p-#', chunks, error));
  }));

  it('should refuse what cannot be cut', marbleTest(() => {
    const error = formatMismatch('Framing audio', 'linear16, mulaw or alaw', format('opus'));

    expect(cold('-o', chunks).pipe(frameAudio({ ms: 2 }))).toBeObservable(cold('-#', chunks, error));
  }));
});

describe('frameAudio', () => {
  it('should be a view where one chunk holds the frame', () => {
    const chunk = samples([1, 2, 3, 4, 5]);
    const frames = framesOf(2, chunk, samples([6]));

    expect(frames.map(({ data }) => data.buffer === chunk.data.buffer)).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('should stop cutting when unsubscribed', () => {
    const seen: AudioChunk[] = [];
    const chunk = samples([1, 2, 3, 4]);
    const cut = jest.spyOn(chunk.data, 'subarray');
    from([chunk])
      .pipe(frameAudio({ ms: 1 }), take(2))
      .subscribe((frame) => seen.push(frame));

    expect(seen).toEqual([samples([1]), samples([2])]);
    expect(cut).toHaveBeenCalledTimes(2);
  });

  it('should cut no sample frame, whatever its chunks do', () => {
    const formats = constantFrom<AudioFormat>(
      kilohertz,
      { ...kilohertz, channels: 3 },
      { encoding: 'mulaw', sampleRate: 8000, channels: 1 },
      { encoding: 'alaw', sampleRate: 11_025, channels: 2 },
    );
    assert(
      property(formats, array(integer({ min: 0, max: 50 })), integer({ min: 1, max: 9 }), (as, sizes, ms) => {
        let next = 0;
        const source = sizes.map((size) => ({
          data: Uint8Array.from({ length: size }, () => next++ % 251),
          format: as,
        }));
        const frames = framesOf(ms, ...source);
        const frameBytes = (as.encoding === 'linear16' ? 2 : 1) * as.channels;
        const size = Math.round((ms * as.sampleRate) / 1000) * frameBytes;
        const whole = next - (next % frameBytes);

        expect(joined(frames)).toEqual(joined(source).slice(0, whole));
        expect(frames.slice(0, -1).every(({ data }) => data.length === size)).toBe(true);
        expect((frames.at(-1)?.data.length ?? 0) % frameBytes).toBe(0);
      }),
    );
  }); // prettier-ignore

  it('should take at least one sample', () => {
    expect(framesOf(0.01, samples([1, 2]))).toHaveLength(2);
  });

  it.each([0, -1, NaN, Infinity])('should refuse frames of %d ms', (ms) => {
    expect(() => frameAudio({ ms })).toThrow(
      expect.objectContaining({ code: 'invalid-option', option: 'ms' }),
    );
  });
});
