import { resampler } from '../../src/audio/resampler';

const tone = (hz: number, rate: number, samples: number) =>
  Float32Array.from({ length: samples }, (_, i) => 0.5 * Math.sin((2 * Math.PI * hz * i) / rate));

const convert = (samples: Float32Array, from: number, to: number, piece = samples.length) => {
  const { push, flush } = bound(from, to);
  const parts: number[] = [];
  for (let at = 0; at < samples.length; at += piece)
    parts.push(...push(samples.subarray(at, at + piece)));
  return Float32Array.from([...parts, ...flush()]);
};

const bound = (from: number, to: number) => {
  const made = resampler(from, to);
  return { push: (s: Float32Array) => made.push(s), flush: () => made.flush() };
};

const rms = (samples: Float32Array) =>
  Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);

describe('resampler', () => {
  it.each([
    [16_000, 24_000],
    [24_000, 16_000],
    [48_000, 16_000],
    [44_100, 16_000],
    [16_000, 22_050],
    [8000, 16_000],
  ])('should keep a tone of 1 kHz as it is from %i to %i Hz', (from, to) => {
    const result = convert(tone(1000, from, from / 10), from, to);
    const expected = tone(1000, to, to / 10);
    const edge = to / 100;
    const error = result.map((sample, i) => sample - (expected[i] ?? 0)).subarray(edge, -edge);

    expect(result.length).toBe(expected.length);
    expect(rms(error)).toBeLessThan(0.5e-3); // 57 dB under the tone
  });

  // What the docs of resampleAudio promise, in decibels.
  it.each([
    [24_000, 16_000],
    [48_000, 16_000],
    [44_100, 16_000],
    [16_000, 8000],
    [24_000, 8000],
    [16_000, 24_000],
    [8000, 48_000],
  ])('should keep what %i and %i Hz can hold, and nothing else', (from, to) => {
    const most = Math.min(from, to) / 2;
    const level = (hz: number) => {
      const result = convert(tone(hz, from, from / 5), from, to);
      return 20 * Math.log10(rms(result.subarray(to / 50, -to / 50)) / (0.5 / Math.SQRT2));
    };

    for (let share = 0.05; share <= 0.8; share += 0.15)
      expect(Math.abs(level(most * share))).toBeLessThan(0.01);
    for (let hz = most * 1.07; hz < from / 2; hz += most / 7) expect(level(hz)).toBeLessThan(-80);
  });

  it('should take away what the new rate cannot hold', () => {
    const result = convert(tone(11_000, 24_000, 2400), 24_000, 16_000);

    expect(rms(result.subarray(160, -160))).toBeLessThan(0.5e-3);
  });

  it('should give the same samples however the audio is cut', () => {
    const samples = tone(440, 22_050, 2205);
    const whole = convert(samples, 22_050, 16_000);

    for (const piece of [1, 7, 441, 1000])
      expect(convert(samples, 22_050, 16_000, piece)).toEqual(whole);
  });

  it('should hand on the same samples where the rates are equal', () => {
    const samples = tone(440, 16_000, 160);

    expect(resampler(16_000, 16_000).push(samples)).toBe(samples);
    expect(resampler(16_000, 16_000).flush()).toHaveLength(0);
  });
});
