import { cold, marbleTest } from 'jest-marbles';
import { defer, of, retry, retryWhen, takeUntil } from 'rxjs';
import { exponentialBackoff, reconnect } from '../../src/connection/reconnect';
import { VoiceError } from '../../src/errors';

const none = { jitter: 'none' } as const;

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

  it('should wait longer each time when the line does not settle', marbleTest(() => {
    const source = cold('a#                    ');
    const stop = cold('  -------------x        ');
    const result = '     a-a--a----a--|        ';

    expect(source.pipe(reconnect({ ...none, initial: 1, stableAfter: 5 }), takeUntil(stop))).toBeObservable(cold(result));
  }));

  it('should complete with the source and be over at once on unsubscribe while waiting', marbleTest(() => {
    expect(cold('a-|').pipe(reconnect())).toBeObservable(cold('a-|'));
    const source = cold('-#');
    expect(source.pipe(reconnect(none), takeUntil(cold('---x')))).toBeObservable(cold('---|'));
    expect(source).toHaveSubscriptions(['^!']);
  }));

  it('should error with the last error when out of attempts', marbleTest(() => {
    const boom = new Error('boom');
    expect(cold('#', undefined, boom).pipe(reconnect({ ...none, initial: 1, attempts: 2 }))).toBeObservable(cold('---#', undefined, boom));
    expect(cold('-#', undefined, boom).pipe(reconnect({ attempts: 0 }))).toBeObservable(cold('-#', undefined, boom));
  }));
});

describe('exponentialBackoff', () => {
  it(
    'should emit the number of the retry',
    marbleTest(() => {
      const errors = cold('e--e----e------');
      const result = '    -1---2------3--';
      expect(errors.pipe(exponentialBackoff({ ...none, initial: 1 }))).toBeObservable(
        cold(result, { 1: 1, 2: 2, 3: 3 }),
      );
    }),
  );
  it(
    'should error at once with a final error',
    marbleTest(() => {
      const final = new VoiceError('socket-unavailable', 'No socket.', {}, { retryable: false });
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- what it is the notifier for
      expect(cold('-#', undefined, final).pipe(retryWhen(exponentialBackoff()))).toBeObservable(
        cold('-#', undefined, final),
      );
    }),
  );
  it(
    'should count through retry',
    marbleTest(() => {
      const boom = new Error('boom');
      const result = defer(() => {
        const backoff = exponentialBackoff({ ...none, initial: 1, attempts: 3 });
        return cold('a#', undefined, boom).pipe(retry({ delay: (error) => backoff(of(error)) }));
      });
      expect(result).toBeObservable(cold('a-a--a----a#', undefined, boom));
    }),
  );
});
