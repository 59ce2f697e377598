import { cold, hot, marbleTest } from 'jest-marbles';
import { of } from 'rxjs';
import { formatMismatch } from '../../src/audio';
import { assertFormat } from '../../src/operators';
import { format, kilohertz, samples } from '../support/audio';
import { itKeepsTheOperatorContract } from '../support/operatorContract';

const chunks = {
  a: samples([1]),
  b: samples([2], { ...kilohertz }),
  x: samples([3], format('linear16')),
};

// prettier-ignore
describe('assertFormat', () => {
  itKeepsTheOperatorContract({ operator: () => assertFormat(kilohertz), values: [chunks.a, chunks.b] });

  it('should mirror one format and fail at another', marbleTest(() => {
    const source = hot('-a--b--x--', chunks);
    const subs = '      ^------!';
    const result = '    -a--b--#';
    const error = formatMismatch('This pipeline', kilohertz, format('linear16'));

    expect(source.pipe(assertFormat(kilohertz))).toBeObservable(cold(result, chunks, error));
    expect(source).toHaveSubscriptions(subs);
  }));

  it('should name both formats', () => {
    const failed = jest.fn();
    of(chunks.x).pipe(assertFormat(kilohertz)).subscribe({ error: failed });

    expect(failed).toHaveBeenCalledWith(expect.objectContaining({
      code: 'format-mismatch',
      expected: 'linear16 1000 Hz mono',
      found: 'linear16 24000 Hz mono',
    }));
  });

  it('should pass what is asked for in any encoding', marbleTest(() => {
    const opus = format('opus', 48_000, 2);
    const source = cold('a|', { a: { data: new Uint8Array(3), format: { ...opus } } });

    expect(source.pipe(assertFormat(opus))).toBeObservable(cold('a|', { a: { data: new Uint8Array(3), format: opus } }));
  }));
});
