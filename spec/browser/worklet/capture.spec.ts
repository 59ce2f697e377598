import { capture } from '../../../src/browser/worklet/capture';
import { mulawToLinear16 } from '../../../src/audio';
import { format, joined, valuesOf } from '../../support/audio';

const quantum = 128;
const quanta = (count: number, sample: (i: number) => number) =>
  Array.from({ length: count }, (_, n) =>
    Float32Array.from({ length: quantum }, (_, i) => sample(n * quantum + i)),
  );

describe('capture', () => {
  it('should give chunks of the exact length, each in a buffer of its own, and lose no sample', () => {
    const record = capture(16_000, format('linear16', 16_000), 20);
    const chunks = quanta(50, (i) => i / 32_768).flatMap(record);
    expect(chunks).toHaveLength(20);
    for (const { byteLength, buffer } of chunks)
      expect([byteLength, buffer.byteLength]).toEqual([640, 640]);
    expect(new Set(chunks.map(({ buffer }) => buffer)).size).toBe(20);
    expect(valuesOf({ data: Uint8Array.from(joined(chunks.map((data) => ({ data })))) })).toEqual(
      Array.from({ length: 6400 }, (_, i) => i),
    );
  });

  it('should give several chunks for one quantum, where they are that short', () => {
    const record = capture(48_000, format('linear16', 48_000), 1);
    expect(
      quanta(3, () => 0)
        .flatMap(record)
        .map(({ length }) => length),
    ).toEqual(Array<number>(8).fill(96));
  });

  it('should convert rate and encoding, as long as what it heard', () => {
    const tone = (i: number) => 0.5 * Math.sin((2 * Math.PI * 440 * i) / 48_000);
    const record = capture(48_000, format('mulaw', 8000), 20);
    const chunks = quanta(375, tone).flatMap(record);
    // A second, less what the resampler holds back.
    expect(chunks).toHaveLength(49);
    expect(chunks.every(({ length }) => length === 160)).toBe(true);
    const heard = valuesOf({ data: mulawToLinear16(chunks[25]!) });
    expect(Math.max(...heard) / 32_768).toBeCloseTo(0.5, 1);
  });

  it('should put the voice into every channel that is asked for', () => {
    const record = capture(16_000, format('linear16', 16_000, 2), 8);
    const [chunk] = quanta(1, (i) => i / 32_768).flatMap(record);
    expect(valuesOf({ data: chunk! }).slice(0, 6)).toEqual([0, 0, 1, 1, 2, 2]);
  });
});
