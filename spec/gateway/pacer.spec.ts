import { cold, hot, marbleTest } from 'jest-marbles';
import { asyncScheduler, concat, type Observable } from 'rxjs';
import { pacer } from '../../src/gateway/pacer';

afterEach(() => void jest.restoreAllMocks());

/** Each value lasts 4 ms. */
const paced = (source: Observable<string>, pace = 1) => source.pipe(pacer(pace, () => 4)());

// prettier-ignore
describe('pacer', () => {
  it('should let the first value through at once, and each other one when the last is over', marbleTest(() => {
    expect(paced(cold<string>('(abc|)        '))).toBeObservable(cold('a---b---(c|)'));
    expect(paced(cold<string>('abc------d|   '))).toBeObservable(cold('a---b---c---(d|)'));
    expect(paced(cold<string>('ab--------c-d|'))).toBeObservable(cold('a---b-----c---(d|)'));
  }));

  it('should not make up for time in which nothing came', marbleTest(() => {
    const source = hot<string>('a-------bcd|      ');
    const result = '    a-------b---c---(d|)';

    expect(paced(source)).toBeObservable(cold(result));
    expect(source).toHaveSubscriptions('^----------!');
  }));

  it('should share its clock among its subscriptions', marbleTest(() => {
    const turn = pacer<string>(1, () => 4);
    const source = () => cold<string>('(ab|)');

    expect(concat(source().pipe(turn()), source().pipe(turn()))).toBeObservable(cold('a---b---a---(b|)'));
  }));

  it('should pass an error at once', marbleTest(() => {
    expect(paced(cold<string>('ab-#'))).toBeObservable(cold('a--#'));
  }));

  it.each([5000, -5000])('should begin afresh when the clock jumps by %i ms', (jump) => marbleTest(() => {
    const now = asyncScheduler.now.bind(asyncScheduler);
    let jumped = 0;
    jest.spyOn(asyncScheduler, 'now').mockImplementation(() => now() + jumped);
    cold('-----x').subscribe(() => (jumped = jump));

    expect(paced(cold<string>('(abcde|)'))).toBeObservable(cold('a---b---(cd)(e|)'));
  })());
});
