import { cold, hot, marbleTest } from 'jest-marbles';
import { Observable, of, timer } from 'rxjs';
import { operate } from '../../src/operators';
import { itKeepsTheOperatorContract } from '../support/operatorContract';

const mirror = () => operate<string, string>((output) => ({ next: (value) => output.next(value) }));
const lingering = () =>
  operate<string, string>((output) => ({
    outlives: true,
    next: (value) => output.next(value),
    complete: () => output.add(timer(3).subscribe(() => output.complete())),
  }));

// prettier-ignore
describe('operate', () => {
  const values = ['a', 'b', 'c'];
  describe('as long as the source', () => itKeepsTheOperatorContract({
    operator: mirror,
    values,
    throwing: { next: (fail) => operate(() => ({ next: fail })) },
  }));
  describe('longer than the source', () => itKeepsTheOperatorContract({
    operator: lingering,
    values,
    throwing: { next: (fail) => operate(() => ({ next: fail, outlives: true })) },
  }));

  it('should complete with the source', marbleTest(() => {
    const source = hot<string>('-a-b-|');

    expect(source.pipe(mirror())).toBeMarble('-a-b-|');
    expect(source).toHaveSubscriptions('^----!');
  }));

  it('should outlive the source where asked', marbleTest(() => {
    const source = hot<string>('-a-b-|');

    expect(source.pipe(lingering())).toBeMarble('-a-b----|');
    expect(source).toHaveSubscriptions('^----!');
  }));

  it('should leave the source alone where setup closes the output', marbleTest(() => {
    const source = cold('-a-|');
    const closed = operate<unknown, string>((output) => {
      output.complete();
      return { next: () => undefined };
    });

    expect(source.pipe(closed)).toBeMarble('|');
    expect(source).toHaveNoSubscriptions();
  }));

  it('should make a throw in setup or at completion its error', () => {
    const failure = new Error('no');
    const fail = () => {
      throw failure;
    };
    const failed = jest.fn();
    of(1).pipe(operate(fail)).subscribe({ error: failed });
    of(1).pipe(operate(() => ({ next: () => undefined, complete: fail }))).subscribe({ error: failed });

    expect(failed.mock.calls).toEqual([[failure], [failure]]);
  });

  it('should keep a synchronous source from running on after a throw', () => {
    let produced = 0;
    const source = new Observable<number>((subscriber) => {
      while (!subscriber.closed && produced < 10) subscriber.next(produced++);
    });
    source.pipe(operate(() => ({ next: () => { throw new Error('no'); } }))).subscribe({ error: () => undefined });

    expect(produced).toBe(1);
  });
});
