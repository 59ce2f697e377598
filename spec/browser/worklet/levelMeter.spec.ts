import { levelMeter } from '../../../src/browser/worklet/levelMeter';

const quantum = (level: number, channels = 1) =>
  Array.from({ length: channels }, () => new Float32Array(128).fill(level));

/** The levels that so many quanta give, and after how many of them. */
const measured = (meter: ReturnType<typeof levelMeter>, levels: readonly number[], channels = 1) =>
  levels.flatMap((level, i) => {
    const told = meter.add(quantum(level, channels));
    return told === undefined ? [] : [[i + 1, told]];
  });

describe('levelMeter', () => {
  it('should tell nothing before it is turned on, and nothing once it is off', () => {
    const meter = levelMeter(2560);
    expect(measured(meter, [1, 1])).toEqual([]);
    meter.turn(true);
    expect(measured(meter, [1])).toEqual([[1, 1]]);
    meter.turn(false);
    expect(measured(meter, [1])).toEqual([]);
  });

  it('should tell the RMS every 50 ms', () => {
    const meter = levelMeter(5120);
    meter.turn(true);
    expect(measured(meter, [1, 1, 0.5, 0.5, 1, 0])).toEqual([
      [2, 1],
      [4, 0.5],
      [6, Math.SQRT1_2],
    ]);
  });

  it('should tell once that it is silent', () => {
    const meter = levelMeter(2560);
    meter.turn(true);
    expect(measured(meter, [0, 0, 0.5, 0, 0, 0, 0.5])).toEqual([
      [3, 0.5],
      [4, 0],
      [7, 0.5],
    ]);
  });

  it('should take all channels as one', () => {
    const meter = levelMeter(2560);
    meter.turn(true);
    expect(measured(meter, [0.5, 0.5], 2)).toEqual([
      [1, 0.5],
      [2, 0.5],
    ]);
  });
});
