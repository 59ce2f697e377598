import {
  bytesPerFrame,
  describeFormat,
  formatMismatch,
  framesIn,
  framesOf,
  isSampleEncoding,
  sameFormat,
  silence,
} from '../../src/audio';
import { format } from '../support/audio';

describe('describeFormat', () => {
  it.each([
    [format('linear16', 24_000), 'linear16 24000 Hz mono'],
    [format('mulaw', 8_000, 2), 'mulaw 8000 Hz stereo'],
    [format('opus', 48_000, 6), 'opus 48000 Hz 6 channels'],
  ])('should name %j', (as, name) => {
    expect(describeFormat(as)).toBe(name);
  });
});

describe('sameFormat', () => {
  it('should compare all three fields', () => {
    const as = format('linear16', 16_000);

    expect(sameFormat(as, as)).toBe(true);
    expect(sameFormat(as, { ...as })).toBe(true);
    expect(sameFormat(as, { ...as, encoding: 'alaw' })).toBe(false);
    expect(sameFormat(as, { ...as, sampleRate: 16_001 })).toBe(false);
    expect(sameFormat(as, { ...as, channels: 2 })).toBe(false);
  });
});

describe('formatMismatch', () => {
  it('should name both formats', () => {
    const error = formatMismatch('Framing audio', format('linear16'), format('mulaw', 8_000));

    expect(error).toMatchObject({
      code: 'format-mismatch',
      expected: 'linear16 24000 Hz mono',
      found: 'mulaw 8000 Hz mono',
      retryable: false,
    });
    expect(error.message).toBe(
      'Framing audio needs linear16 24000 Hz mono, but found mulaw 8000 Hz mono. ' +
        'Ask for the needed format at the source, or convert the audio first.',
    );
  });
});

describe('sample frames', () => {
  it('should tell the encodings that can be counted', () => {
    expect((['linear16', 'mulaw', 'alaw', 'opus', 'mp3'] as const).map(isSampleEncoding)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('should count the bytes of a frame over all channels', () => {
    expect(bytesPerFrame(format('linear16'))).toBe(2);
    expect(bytesPerFrame(format('linear16', 8_000, 3))).toBe(6);
    expect(bytesPerFrame(format('mulaw', 8_000, 2))).toBe(2);
    expect(bytesPerFrame(format('alaw'))).toBe(1);
    expect(() => bytesPerFrame(format('mp3'))).toThrow(/^Counting samples needs/);
  });

  it('should count whole frames only', () => {
    expect(framesIn({ data: new Uint8Array(11), format: format('linear16', 8_000, 2) })).toBe(2);
  });

  it('should round ms to the nearest frame', () => {
    expect(framesOf(format('linear16', 44_100), 20)).toBe(882);
    expect(framesOf(format('linear16', 22_050), 15)).toBe(331);
  });
});

describe('silence', () => {
  it.each([
    [format('linear16', 8_000, 2), 10, 320, 0],
    [format('mulaw', 8_000), 20, 160, 0xff],
    [format('alaw', 8_000), 20, 160, 0xd5],
    [format('alaw', 8_000), 0, 0, 0xd5],
  ])('should fill %j', (as, ms, length, byte) => {
    expect(Array.from(silence(as, ms))).toEqual(Array<number>(length).fill(byte));
  });

  it('should refuse encodings without samples', () => {
    expect(() => silence(format('opus'), 20)).toThrow(/^Making silence needs/);
  });
});
