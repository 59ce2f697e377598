import { fadeOut, linear16ToMulaw, mulawToLinear16, silence } from '../../src/audio';
import { atOddOffset, format, kilohertz, samples, valuesOf } from '../support/audio';

describe('fadeOut', () => {
  it('should fall in a straight line to zero', () => {
    const { data } = samples([1000, 1000, 1000, 1000]);

    expect(valuesOf({ data: fadeOut(data, kilohertz) })).toEqual([750, 500, 250, 0]);
  });

  it('should take no more than the frames it is given', () => {
    const { data } = samples([1000, -1000, 1000]);

    expect(valuesOf({ data: fadeOut(data, kilohertz, 2) })).toEqual([500, 0]);
    expect(valuesOf({ data: fadeOut(data, kilohertz, 2.9) })).toEqual([500, 0]);
    expect(fadeOut(data, kilohertz, 0)).toHaveLength(0);
    expect(fadeOut(data, kilohertz, -1)).toHaveLength(0);
  });

  it('should fall alike in all channels', () => {
    const { data } = samples([1000, -1000, 1000, -1000]);

    expect(valuesOf({ data: fadeOut(data, { ...kilohertz, channels: 2 }) })).toEqual([
      500, -500, 0, 0,
    ]);
  });

  it('should leave out bytes behind the last whole frame', () => {
    const { data } = samples([1000, -1000, 1000]);

    expect(valuesOf({ data: fadeOut(data, { ...kilohertz, channels: 2 }) })).toEqual([0, 0]);
  });

  it.each(['mulaw', 'alaw'] as const)('should end %s in its silence', (encoding) => {
    const as = format(encoding, 1000);
    const loud = new Uint8Array(5).fill(0x2a);
    const faded = fadeOut(loud, as);

    expect(faded[4]).toBe(silence(as, 1)[0]);
    expect(new Set(faded).size).toBe(5);
  });

  it('should scale the samples that mu-law codes stand for', () => {
    const codes = linear16ToMulaw(samples([8000, 8000, 8000, 8000]).data);
    const faded = valuesOf({ data: mulawToLinear16(fadeOut(codes, format('mulaw', 1000))) });

    [6000, 4000, 2000, 0].forEach((value, i) =>
      expect(Math.abs((faded[i] ?? NaN) - value)).toBeLessThan(130),
    );
  });

  it('should not write to its input, at an odd offset or in a Buffer', () => {
    for (const wrap of [atOddOffset, (bytes: Uint8Array) => Buffer.from(bytes)]) {
      const input = wrap(samples([1000, 1000]).data);
      const before = Array.from(input);

      expect(valuesOf({ data: fadeOut(input, kilohertz) })).toEqual([500, 0]);
      expect(Array.from(input)).toEqual(before);
    }
  });

  it('should refuse encodings without samples', () => {
    expect(() => fadeOut(new Uint8Array(4), format('mp3'))).toThrow(/^Fading audio out needs/);
  });
});
