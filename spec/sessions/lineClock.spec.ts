import {
  type Joint,
  joinedAt,
  onClock,
  onOneClock,
  withoutSettled,
} from '../../src/sessions/lineClock';

const rate = { sampleRate: 1000 };
/** A line that heard 0-100, then 150-250, then from 400 on. */
const joints: readonly Joint[] = [
  { line: 0, at: 0 },
  { line: 100, at: 150 },
  { line: 200, at: 400 },
];

// prettier-ignore
describe('lineClock', () => {
  it.each([
    [0, 0, 0],
    [99, 99, 99],
    [100, 150, 100],
    [101, 151, 151],
    [200, 400, 250],
    [350.5, 550.5, 550.5],
  ])('should set %d ms of the line where it begins to %d, and where it ends to %d', (ms, begins, ends) => {
    expect(onOneClock(rate, joints, ms)).toBe(begins);
    expect(onOneClock(rate, joints, ms, 'ends')).toBe(ends);
  });

  it('should leave times of a line that has heard nothing', () => {
    expect(onOneClock(rate, [], 7)).toBe(7);
  });

  it('should set all times of a transcript', () => {
    const words = [{ text: 'a', start: 90, end: 100 }, { text: 'b', start: 100, end: 120, confidence: 1 }];

    expect(onClock(rate, joints, { type: 'final', text: 'a b', start: 90, end: 120, words })).toEqual({
      type: 'final', text: 'a b', start: 90, end: 170,
      words: [{ text: 'a', start: 90, end: 100 }, { text: 'b', start: 150, end: 170, confidence: 1 }],
    });
    expect(onClock(rate, joints, { type: 'partial', text: 'a', confidence: 1 })).toEqual({ type: 'partial', text: 'a', confidence: 1 });
  });

  it('should keep to whole frames of rates that do not divide a second', () => {
    const third = { sampleRate: 44_100 };
    const line = joinedAt([{ line: 0, at: 0 }], 441, 44_100);

    expect(line).toEqual([{ line: 0, at: 0 }, { line: 441, at: 44_100 }]);
    expect(onOneClock(third, line, 10)).toBeCloseTo(1000, 9);
  });

  it('should begin a joint only where the audio does not go on', () => {
    const first = joinedAt([], 0, 60);

    expect(first).toEqual([{ line: 0, at: 60 }]);
    expect(joinedAt(first, 40, 100)).toBe(first);
    expect(joinedAt(first, 40, 120)).toEqual([{ line: 0, at: 60 }, { line: 40, at: 120 }]);
  });

  it.each([
    [0, joints],
    [149, joints],
    [150, joints.slice(1)],
    [399, joints.slice(1)],
    [1000, joints.slice(2)],
  ])('should need no joint that ends before what is settled at %d', (settled, needed) => {
    expect(withoutSettled(joints, settled)).toEqual(needed);
  });
});
