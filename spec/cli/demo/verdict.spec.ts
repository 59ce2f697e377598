import pc from 'picocolors';
import { resultTable } from '../../../src/cli/demo/resultTable';
import { type DemoResult, isPerfect, ms, verdictLine } from '../../../src/cli/demo/verdict';

const good: DemoResult = {
  said: 26,
  heard: 26,
  extra: 0,
  firstAudio: 400,
  reconnects: 1,
  difference: { lost: 0, repeated: 0, foreign: 0 },
};
const off = (difference: Partial<NonNullable<DemoResult['difference']>>): DemoResult => ({
  ...good,
  difference: { lost: 0, repeated: 0, foreign: 0, ...difference },
});

describe('the verdict', () => {
  it('should be good where all was heard, once', () => {
    expect(isPerfect(good)).toBe(true);
    expect(verdictLine(good)).toBe('words heard 26/26 · lost 0 ms · repeated 0 ms');
  });

  it.each([
    [{ ...good, heard: 25 }, 'words heard 25/26 · lost 0 ms · repeated 0 ms'],
    [{ ...good, extra: 2 }, 'words heard 26/26 · 2 nobody said · lost 0 ms · repeated 0 ms'],
    [off({ lost: 12.4 }), 'words heard 26/26 · lost 12 ms · repeated 0 ms'],
    [off({ repeated: 40 }), 'words heard 26/26 · lost 0 ms · repeated 40 ms'],
    [off({ foreign: 5 }), 'words heard 26/26 · lost 0 ms · repeated 0 ms · 5 ms of other audio'],
  ])('should not be good otherwise: %#', (result, line) => {
    expect(isPerfect(result)).toBe(false);
    expect(verdictLine(result)).toBe(line);
  });

  it('should not claim what was not measured', () => {
    const { said, heard, extra, firstAudio, reconnects } = good;
    const unmeasured = { said, heard, extra, firstAudio, reconnects };

    expect(isPerfect(unmeasured)).toBe(true);
    expect(verdictLine(unmeasured)).not.toContain('0 ms');
  });

  it('should not round a loss away', () => {
    expect(ms(0.0625)).toBe('0.06 ms');
    expect(ms(0)).toBe('0 ms');
  });
});

describe('resultTable', () => {
  it('should be as wide as its widest rows', () => {
    const table = resultTable(pc.createColors(false), [
      ['a', '1'],
      ['longer', 'value'],
    ]);

    expect(table).toEqual([
      ' ┌────────┬───────┐',
      ' │ a      │ 1     │',
      ' │ longer │ value │',
      ' └────────┴───────┘',
    ]);
  });
});
