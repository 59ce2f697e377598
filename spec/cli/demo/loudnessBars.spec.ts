import { loudnessBars } from '../../../src/cli/demo/loudnessBars';
import { atOddOffset, samples } from '../../support/audio';

const level = (value: number, count: number) => samples(new Array<number>(count).fill(value));

describe('loudnessBars', () => {
  it('should draw silence low and full scale high', () => {
    expect(loudnessBars([level(0, 10), level(32_767, 10)], 10)).toBe('▁█');
  });

  it('should rise with loudness', () => {
    const quieter = [1, 4, 16, 64].map((part) => level(Math.round(32_767 / part), 10));

    expect(loudnessBars(quieter, 10)).toBe('██▆▄');
  });

  it('should not mind how the audio is cut into chunks, and draw a rest that is no whole bar', () => {
    expect(loudnessBars([level(32_767, 3), level(32_767, 7), level(0, 12)], 10)).toBe('█▁▁');
  });

  it('should read chunks at odd offsets', () => {
    const { data, format } = level(32_767, 10);

    expect(loudnessBars([{ data: atOddOffset(data), format }], 10)).toBe('█');
  });

  it('should draw nothing of nothing', () => {
    expect(loudnessBars([], 10)).toBe('');
  });
});
