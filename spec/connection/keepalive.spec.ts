import { cold, hot, marbleTest } from 'jest-marbles';
import { NEVER, Observable, of, take, takeUntil } from 'rxjs';
import { type Frame, keepalive } from '../../src/connection';

const k = () => 'k';

// prettier-ignore
describe('keepalive', () => {
  it('should send a frame after each silence and go on after completion', marbleTest(() => {
    const outgoing = hot<Frame>('--a---------b|          ');
    const stop = cold('          ----------------------x ');
    const subs = '               ^------------!          ';
    const result = '             --a---k---k-b---k---k-| ';

    expect(outgoing.pipe(keepalive(k, 4), takeUntil(stop))).toBeObservable(cold(result));
    expect(outgoing).toHaveSubscriptions(subs);
  }));

  it('should begin at subscription', marbleTest(() => {
    const stop = cold('----------x');
    expect(NEVER.pipe(keepalive(k, 4), takeUntil(stop))).toBeObservable(cold('----k---k-|'));
    const empty = cold<Frame>('|');
    expect(empty.pipe(keepalive(k, 4), takeUntil(cold('-----x')))).toBeObservable(cold('----k|'));
  }));

  it('should be quiet while frames come often enough', marbleTest(() => {
    const outgoing = hot<Frame>('a--b--c--d--e');
    const stop = cold('          -------------x');
    const result = '             a--b--c--d--e|';

    expect(outgoing.pipe(keepalive(k, 4), takeUntil(stop))).toBeObservable(cold(result));
  }));

  it('should pass an error at once', marbleTest(() => {
    expect(hot<Frame>('-----#').pipe(keepalive(k, 4))).toBeObservable(cold('----k#'));
  }));

  it('should err when the frame cannot be made', marbleTest(() => {
    const boom = new Error('boom');
    const broken = keepalive(() => { throw boom; }, 4);
    expect(cold<Frame>('-a---').pipe(broken)).toBeObservable(cold('-a---#', undefined, boom));
  }));

  it('should make each frame anew', marbleTest(() => {
    let made = 0;
    const stop = cold('------x');
    expect(NEVER.pipe(keepalive(() => String(made++), 2), takeUntil(stop))).toBeObservable(cold('--0-1-|'));
  }));

  it('should wait 10 s by default', marbleTest(() => {
    expect(NEVER.pipe(keepalive(k), take(1))).toBeObservable(cold('10s (k|)'));
  }));
});

describe('keepalive outside of marbles', () => {
  afterEach(() => void jest.useRealTimers());

  it('should stop a synchronous source when unsubscribed', () => {
    let produced = 0;
    const source = new Observable<Frame>((subscriber) => {
      while (!subscriber.closed && produced < 100) {
        produced++;
        subscriber.next('a');
      }
    });
    source.pipe(keepalive(k), take(1)).subscribe();
    expect(produced).toBe(1);
  });

  it('should leave no timer behind', () => {
    jest.useFakeTimers();
    of('a').pipe(keepalive(k), take(1)).subscribe();
    of('a').pipe(keepalive(k)).subscribe().unsubscribe();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('should not beat at once when asked to wait for ever', () => {
    jest.useFakeTimers();
    const beat = jest.fn();
    const subscription = NEVER.pipe(keepalive(k, Infinity)).subscribe(beat);
    jest.advanceTimersByTime(100_000);
    expect(beat).not.toHaveBeenCalled();
    subscription.unsubscribe();
  });

  it.each([0, -1, NaN])('should refuse an interval of %p', (every) => {
    expect(() => keepalive(k, every)).toThrow(
      `keepalive: every is ${every}; it must be a number of ms above 0.`,
    );
  });
});
