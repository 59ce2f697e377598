import { cold, hot, marbleTest } from 'jest-marbles';
import {
  concatMap,
  defer,
  firstValueFrom,
  NEVER,
  Observable,
  of,
  retry,
  retryWhen,
  startWith,
  switchMap,
  take,
  takeUntil,
  tap,
  throwError,
  toArray,
} from 'rxjs';
import { connect, exponentialBackoff, reconnect } from '../../src/connection';
import { reconnect as watchedReconnect } from '../../src/connection/reconnect';
import { VoiceError } from '../../src/errors';
import { nodeSocket } from '../../src/node/nodeSocket';
import { closeLoopback, serveSockets } from '../support/loopback';

const none = { jitter: 'none' } as const;
const boom = new Error('boom');
const final = new VoiceError('socket-unavailable', 'No socket.', {}, { retryable: false });
const fails = <T = string>(marbles: string, error: unknown = boom) =>
  cold<T>(marbles, undefined, error);

// prettier-ignore
describe('reconnect', () => {
  it('should start the count afresh once the first value is stableAfter old', marbleTest(() => {
    const source = cold('a-----#               ');
    const stop = cold('  ------------------x   ');
    const subs = [      '^-----!               ',
                        '--------^-----!       ',
                        '----------------^-!   '];
    const result = '     a-------a-------a-|   ';

    expect(source.pipe(reconnect({ ...none, initial: 2, stableAfter: 5 }), takeUntil(stop))).toBeObservable(cold(result));
    expect(source).toHaveSubscriptions(subs);
  }));

  it('should wait longer each time while the line does not settle', marbleTest(() => {
    const source = cold('a#                    ');
    const stop = cold('  -------------x        ');
    const result = '     a-a--a----a--|        ';

    expect(source.pipe(reconnect({ ...none, initial: 1, stableAfter: 5 }), takeUntil(stop))).toBeObservable(cold(result));
  }));

  it('should count from the first value, not from the dial or the last value', marbleTest(() => {
    const slow = cold('  ------a#              ');
    const stop = cold('  ------------------------x');
    const result = '     ------a-------a--------a|';
    expect(slow.pipe(reconnect({ ...none, initial: 1, stableAfter: 5 }), takeUntil(stop))).toBeObservable(cold(result));

    const busy = cold('  a--b--#               ');
    const answer = '     a--b---a--b---a-|     ';
    expect(busy.pipe(reconnect({ ...none, initial: 1, stableAfter: 5 }), takeUntil(cold('----------------x')))).toBeObservable(cold(answer));
  }));

  it('should start afresh at once with a stableAfter of 0', marbleTest(() => {
    const source = cold('a#                    ');
    const stop = cold('  -------x              ');
    const result = '     a-a-a-a|              ';

    expect(source.pipe(reconnect({ ...none, initial: 1, stableAfter: 0 }), takeUntil(stop))).toBeObservable(cold(result));
  }));

  it('should wait for first, not initial, after a settled line', marbleTest(() => {
    const source = cold('a--#                  ');
    const stop = cold('  ----------x           ');
    const result = '     a--a--a--a|           ';

    expect(source.pipe(reconnect({ ...none, first: 0, stableAfter: 2 }), takeUntil(stop))).toBeObservable(cold(result));
  }));

  it('should double from 1 s and settle after 5 s by default', marbleTest(() => {
    const result = 'a 999ms a 1999ms a 3999ms a 7999ms (a|)';
    expect(fails('(a#)').pipe(reconnect(none), take(5))).toBeObservable(cold(result));
    expect(fails('a 4999ms #').pipe(reconnect(none), take(3))).toBeObservable(cold('a 5999ms a 5999ms (a|)'));
  }));

  it('should complete with the source', marbleTest(() => {
    expect(cold('a-|').pipe(reconnect())).toBeObservable(cold('a-|'));
  }));

  it('should end the wait when unsubscribed', marbleTest(() => {
    const source = cold('-#                    ');
    const stop = cold('  ---x                  ');
    expect(source.pipe(reconnect(none), takeUntil(stop))).toBeObservable(cold('---|'));
    expect(source).toHaveSubscriptions(['^!']);
  }));

  it('should pass the last error when out of attempts', marbleTest(() => {
    expect(fails('#').pipe(reconnect({ ...none, initial: 1, attempts: 2 }))).toBeObservable(fails('---#'));
    expect(fails('-#').pipe(reconnect({ attempts: 0 }))).toBeObservable(fails('-#'));
  }));

  it('should pass the last error when out of time', marbleTest(() => {
    expect(fails('a-#').pipe(reconnect({ ...none, initial: 1, within: 9 }))).toBeObservable(fails('a--a---a-#'));
  }));

  it('should pass an error that is final, at once', marbleTest(() => {
    expect(fails('-#', final).pipe(reconnect())).toBeObservable(fails('-#', final));
  }));

  it('should count for each subscriber alone', marbleTest(() => {
    const shared$ = fails('a#').pipe(reconnect({ ...none, initial: 1, attempts: 1 }));
    const later$ = cold('---x').pipe(switchMap(() => shared$));
    expect(shared$).toBeObservable(fails('a-a#'));
    expect(later$).toBeObservable(fails('---a-a#'));
  }));
});

describe('reconnect outside of marbles', () => {
  afterEach(async () => {
    jest.useRealTimers();
    await closeLoopback();
  });

  it('should never retry in the same call, so that no row is too long for the stack', () => {
    jest.useFakeTimers();
    let dials = 0;
    const source = new Observable<never>((subscriber) => {
      dials++;
      subscriber.error(boom);
    });
    const subscription = source.pipe(reconnect({ initial: 0 })).subscribe();
    expect(dials).toBe(1);
    jest.advanceTimersByTime(20_000);
    expect(dials).toBeGreaterThan(10_000);

    subscription.unsubscribe();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('should stop a synchronous source when unsubscribed', () => {
    let produced = 0;
    const source = new Observable<number>((subscriber) => {
      while (!subscriber.closed && produced < 100) subscriber.next(produced++);
    });
    source.pipe(reconnect(), take(1)).subscribe();
    expect(produced).toBe(1);
  });

  it('should tell when a wait begins', () => {
    jest.useFakeTimers();
    const waiting = jest.fn();
    const subscription = throwError(() => boom)
      .pipe(watchedReconnect({ ...none, initial: 10 }, waiting))
      .subscribe();
    jest.advanceTimersByTime(10);
    subscription.unsubscribe();
    expect(waiting.mock.calls).toEqual([
      [1, 10, boom],
      [2, 20, boom],
    ]);
  });

  it.each([reconnect, exponentialBackoff])('should refuse a policy that cannot work', (using) => {
    expect(() => using({ initial: -1 })).toThrow(
      'backoff: initial is -1; it must be a number, 0 or more.',
    );
  });

  it('should mend a line over real sockets, with a new connection each time', async () => {
    let lines = 0;
    const url = await serveSockets((line) => {
      const mine = ++lines;
      line.on('message', (data: Buffer) => {
        line.send(`${data.toString()} on line ${mine}`, () => {
          if (mine < 3) line.terminate();
        });
      });
    });
    const heard$ = connect({ url }, { socket: nodeSocket }).pipe(
      switchMap((line) => line.exchange(NEVER.pipe(startWith('hello')))),
      reconnect({ initial: 1 }),
      take(3),
      toArray(),
    );
    expect(await firstValueFrom(heard$)).toEqual([
      'hello on line 1',
      'hello on line 2',
      'hello on line 3',
    ]);
  });
});

// The notifier is for `retryWhen`, deprecated or not.
/* eslint-disable @typescript-eslint/no-deprecated */
// prettier-ignore
describe('exponentialBackoff', () => {
  it('should emit the number of the retry after its delay', marbleTest(() => {
    const errors = hot(' e--e----e------      ');
    const result = '     -1---2------3--      ';
    expect(errors.pipe(exponentialBackoff({ ...none, initial: 1 }))).toBeObservable(cold(result, { 1: 1, 2: 2, 3: 3 }));
  }));

  it('should start afresh when settled says so', marbleTest(() => {
    const errors = hot(' e--e----s--e         ');
    const result = '     -1---2---1---2       ';
    const counted$ = defer(() => {
      let last: unknown;
      const settled = () => last === 's';
      return errors.pipe(tap((error) => (last = error)), exponentialBackoff({ ...none, initial: 1 }, settled));
    });
    expect(counted$).toBeObservable(cold(result, { 1: 1, 2: 2 }));
  }));

  it('should error, not complete, when it gives up', marbleTest(() => {
    const errors = hot(' e--e-', { e: boom });
    expect(errors.pipe(exponentialBackoff({ ...none, initial: 1, attempts: 1 }))).toBeObservable(cold('-1-#', { 1: 1 }, boom));
    expect(hot('-e', { e: final }).pipe(exponentialBackoff())).toBeObservable(cold('-#', undefined, final));
  }));

  it('should be the notifier of retryWhen', marbleTest(() => {
    const backoff = { ...none, initial: 1, attempts: 3 };
    expect(fails('a#').pipe(retryWhen(exponentialBackoff(backoff)))).toBeObservable(fails('a-a--a----a#'));
  }));

  it('should keep its count through retry, which hands errors over one by one', marbleTest(() => {
    const result$ = defer(() => {
      const backoff = exponentialBackoff({ ...none, initial: 1, attempts: 3 });
      return fails('a#').pipe(retry({ delay: (error) => backoff(of(error)) }));
    });
    expect(result$).toBeObservable(fails('a-a--a----a#'));
    expect(result$.pipe(concatMap((value) => [value]))).toBeObservable(fails('a-a--a----a#'));
  }));

  it('should count each subscriber of a notifier alone', marbleTest(() => {
    const notifier = exponentialBackoff({ ...none, initial: 1 });
    const errors = hot('  e--e--');
    const again = hot('   -e--e-');
    expect(errors.pipe(notifier)).toBeObservable(cold('-1---2', { 1: 1, 2: 2 }));
    expect(again.pipe(notifier)).toBeObservable(cold(' --1---2', { 1: 1, 2: 2 }));
  }));

  it('should err with what settled throws', marbleTest(() => {
    const settled = () => { throw boom; };
    expect(fails('-#', final).pipe(retryWhen(exponentialBackoff({}, settled)))).toBeObservable(fails('-#', boom));
  }));
});
