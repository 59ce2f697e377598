import { durationOf } from '../../src/audio';
import { isVoiceError } from '../../src/errors';
import { format } from '../support/audio';

const bytes = (length: number) => new Uint8Array(length);

describe('durationOf', () => {
  it.each([
    [format('linear16', 24_000), 960, 20],
    [format('linear16', 24_000, 2), 960, 10],
    [format('linear16', 8_000, 6), 96, 1],
    [format('mulaw', 8_000), 160, 20],
    [format('alaw', 8_000, 2), 160, 10],
    [format('linear16', 44_100), 2, 1000 / 44_100],
    [format('linear16', 24_000), 0, 0],
  ])('should tell how long %j of %d bytes plays', (as, length, ms) => {
    expect(durationOf({ data: bytes(length), format: as })).toBeCloseTo(ms, 10);
  });

  it('should not count bytes behind the last whole sample frame', () => {
    expect(durationOf({ data: bytes(7), format: format('linear16', 1000, 2) })).toBe(1);
  });

  it.each(['opus', 'mp3'] as const)('should refuse %s', (encoding) => {
    const measure = () => durationOf({ data: bytes(4), format: format(encoding, 48_000, 2) });

    expect(measure).toThrow(
      expect.objectContaining({
        code: 'format-mismatch',
        expected: 'linear16, mulaw or alaw',
        found: `${encoding} 48000 Hz stereo`,
        retryable: false,
      }),
    );
    expect(measure).toThrow(/^Measuring the duration of audio needs linear16, mulaw or alaw, but/);
  });

  it.each([
    [{ sampleRate: 0 }, 'sampleRate'],
    [{ sampleRate: NaN }, 'sampleRate'],
    [{ sampleRate: Infinity }, 'sampleRate'],
    [{ channels: 0 }, 'channels'],
    [{ channels: 1.5 }, 'channels'],
  ])('should refuse a format that cannot be: %j', (fault, option) => {
    const measure = () =>
      durationOf({ data: bytes(4), format: { ...format('linear16'), ...fault } });

    expect(measure).toThrow(expect.objectContaining({ code: 'invalid-option', option }));
  });

  it('should throw an error that is known by its brand', () => {
    try {
      durationOf({ data: bytes(4), format: format('mp3') });
    } catch (error) {
      expect(isVoiceError(error, 'format-mismatch')).toBe(true);
    }
    expect.assertions(1);
  });
});
