import { of } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { type AudioChunk, float32ToLinear16, levels, linear16ToMulaw } from '../../src';

const format = { encoding: 'linear16', sampleRate: 8000, channels: 1 } as const;
const square = (peak: number): AudioChunk => ({
  data: float32ToLinear16(Float32Array.from({ length: 32 }, (_, i) => (i % 2 ? peak : -peak))),
  format,
});
const heard = (chunk: AudioChunk) => {
  let level = NaN;
  of(chunk)
    .pipe(levels())
    .subscribe((value) => (level = value));
  return level;
};

describe('levels', () => {
  it('should be the root mean square of each chunk', () => {
    new TestScheduler((found, wanted) => expect(found).toEqual(wanted)).run(
      ({ cold, expectObservable }) => {
        const chunks = { a: square(0), b: square(-1), c: square(0.5) };
        const told = { p: 0, q: 1, r: 0.5 };
        const half = { ...told, q: expect.closeTo(1, 4) };
        expectObservable(cold('a---b---c---|', chunks).pipe(levels())).toBe('p---q---r---|', half);
      },
    );
  });

  it('should tell a sine at full scale as 0.71', () => {
    const samples = Float32Array.from({ length: 800 }, (_, i) => Math.sin((2 * Math.PI * i) / 80));
    expect(heard({ data: float32ToLinear16(samples), format })).toBeCloseTo(Math.SQRT1_2, 3);
  });

  it('should read companded audio', () => {
    const { data } = square(0.5);
    expect(
      heard({ data: linear16ToMulaw(data), format: { ...format, encoding: 'mulaw' } }),
    ).toBeCloseTo(0.5, 1);
  });

  it('should take a chunk without a sample as silent', () => {
    expect(heard({ data: new Uint8Array(0), format })).toBe(0);
  });

  it('should refuse opus', () => {
    const told = jest.fn();
    of({ data: new Uint8Array(4), format: { ...format, encoding: 'opus' } } as const)
      .pipe(levels())
      .subscribe({ error: told });
    expect(told).toHaveBeenCalledWith(expect.objectContaining({ code: 'format-mismatch' }));
  });
});
