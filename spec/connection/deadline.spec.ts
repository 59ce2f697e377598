import { cold, hot, marbleTest } from 'jest-marbles';
import { asyncScheduler, delay, map, of, Subject, takeUntil, timer } from 'rxjs';
import { deadline, firstWithin } from '../../src/connection/deadline';

const late = () => new Error('late');

// prettier-ignore
describe('deadline', () => {
  it('should emit when its time has passed, and complete', marbleTest(() => {
    expect(deadline(4).pipe(map(() => 'x'))).toBeObservable(cold('----(x|)'));
    expect(deadline(0).pipe(map(() => 'x'))).toBeObservable(cold('(x|)'));
  }));

  it('should never end where it is endless, and bear more than a timer can hold', marbleTest(() => {
    const ended: string[] = [];
    deadline(Infinity).pipe(takeUntil(timer(2_147_483_000).pipe(delay(2_147_483_000)))).subscribe(() => ended.push('endless'));
    deadline(2_592_000_000).subscribe(() => ended.push(`${asyncScheduler.now()}`));

    expect(of(0)).toSatisfyOnFlush(() => expect(ended).toEqual(['2592000000']));
  }));
});

// prettier-ignore
describe('firstWithin', () => {
  it.each([
    ['       --a--b--', '--a--b--'],
    ['       ----a--|', '----a--|'],
    ['       --|     ', '--|     '],
    ['       --#     ', '--#     '],
    ['       ------a ', '-----!  '],
    ['       (a|)    ', '(a|)    '],
    ['       -----a  ', '-----!  '],
  ])('should make of %s %s', (marbles, expected) => marbleTest(() => {
    const source = cold<string>(marbles);
    const failing = expected.includes('!');
    const result = failing ? cold<string>('-----#', undefined, late()) : cold<string>(expected);

    expect(source.pipe(firstWithin(5, late))).toBeObservable(result);
    if (failing) expect(source).toHaveSubscriptions('^----!');
  })());

  it('should let go of source and timer', marbleTest(() => {
    const source = hot('-----a');
    expect(source.pipe(firstWithin(9, late), takeUntil(cold('--x')))).toBeObservable(cold('--|'));
    expect(source).toHaveSubscriptions('^-!');
  }));
});

describe('deadline on the platform clock', () => {
  beforeEach(() => void jest.useFakeTimers({ now: 1_000_000 }));
  afterEach(() => void jest.useRealTimers());

  const begin = (ms: number) => {
    const ended = jest.fn();
    deadline(ms).subscribe(ended);
    return ended;
  };
  const setClock = (by: number) => jest.setSystemTime(Date.now() + by);

  it('should give what came meanwhile a second when its timer was held up', () => {
    const ended = begin(4000);
    jest.advanceTimersByTime(1000);
    setClock(8 * 3_600_000);
    jest.advanceTimersByTime(3000);
    expect(ended).not.toHaveBeenCalled();
    jest.advanceTimersByTime(999);
    expect(ended).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(ended).toHaveBeenCalledTimes(1);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('should give it once, however late the next timer is', () => {
    const ended = begin(4000);
    setClock(60_000);
    jest.advanceTimersByTime(4000);
    setClock(60_000);
    jest.advanceTimersByTime(1000);
    expect(ended).toHaveBeenCalledTimes(1);
  });

  it('should not call a second late', () => {
    const ended = begin(4000);
    setClock(1000);
    jest.advanceTimersByTime(4000);
    expect(ended).toHaveBeenCalledTimes(1);
  });

  it('should let a first value that waited behind a late timer come', () => {
    const source = new Subject<string>();
    const seen: string[] = [];
    source.pipe(firstWithin(4000, late)).subscribe({
      next: (value) => seen.push(value),
      error: () => seen.push('failed'),
    });
    setClock(60_000);
    jest.advanceTimersByTime(4000);
    source.next('open');
    jest.advanceTimersByTime(10_000);
    expect(seen).toEqual(['open']);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('should wait its time once more, and no longer, when the clock goes back', () => {
    const ended = begin(4000);
    setClock(-3_600_000);
    jest.advanceTimersByTime(4000);
    expect(ended).not.toHaveBeenCalled();
    jest.advanceTimersByTime(4000);
    expect(ended).toHaveBeenCalledTimes(1);
  });

  it('should look at the clock when a timer comes early', () => {
    const ended = begin(4000);
    setClock(-500);
    jest.advanceTimersByTime(4000);
    expect(ended).not.toHaveBeenCalled();
    jest.advanceTimersByTime(500);
    expect(ended).toHaveBeenCalledTimes(1);
  });
});
