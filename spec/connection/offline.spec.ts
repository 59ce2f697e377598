import { cold, marbleTest, schedule } from 'jest-marbles';
import {
  asyncScheduler,
  defer,
  map,
  type MonoTypeOperatorFunction,
  of,
  retry,
  takeUntil,
  throwError,
} from 'rxjs';
import { type BackoffPolicy, exponentialBackoff, reconnect } from '../../src/connection';
import { VoiceError } from '../../src/errors';
import { type Browser, browser } from '../support/browser';

let here: Browser;
beforeEach(() => (here = browser()));
afterEach(() => here.leave());

const lost = new VoiceError('socket-lost', 'Lost.', {}, { retryable: true });
const refused = (status: number, retryAfter?: number) =>
  new VoiceError(
    'socket-refused',
    'No.',
    { status, body: '', ...(retryAfter === undefined ? {} : { retryAfter }) },
    { retryable: true },
  );
const network = (online: boolean, frame: number) => schedule(() => here.network(online), frame);

/** The retries of a source that fails at once, each by its last digit. */
const retries = (policy: BackoffPolicy, error: unknown, until: string) =>
  cold('e', { e: error }).pipe(
    exponentialBackoff({ jitter: 'none', ...policy }),
    map((retry) => `${retry % 10}`),
    takeUntil(cold(until)),
  );

// prettier-ignore
describe('a wait before a retry, where the platform tells of the network', () => {
  it('should end when the network is back, or the page is seen again', marbleTest(() => {
    network(true, 3);
    expect(retries({ initial: 9 }, lost, '-----------x')).toBeObservable(cold('---1-------|'));
  }));

  it('should end when the page is seen again', marbleTest(() => {
    schedule(() => here.page('hidden'), 2);
    schedule(() => here.page('visible'), 4);
    expect(retries({ initial: 9 }, lost, '-----------x')).toBeObservable(cold('----1------|'));
  }));

  it('should take its time where nothing is told, and be told of once', marbleTest(() => {
    network(false, 2);
    schedule(() => here.page('hidden'), 3);
    network(true, 12);
    expect(retries({ initial: 9 }, lost, '--------------x')).toBeObservable(cold('---------1----|'));
  }));

  it.each([
    ['asks for a rest', refused(503, 9)],
    ['asks for a slower pace', refused(429)],
  ])('should take its time where the peer %s', (_, error) => marbleTest(() => {
    network(true, 3);
    expect(retries({ initial: 9, factor: 1 }, error, '-----------x')).toBeObservable(cold('---------1-|'));
  })());

  it('should be spread over a second by the jitter, and never be longer than planned', marbleTest(() => {
    network(true, 100);
    const half = retries({ initial: 20_000, jitter: 'full', random: () => 0.5 }, lost, '9s x');
    const short = retries({ initial: 200, jitter: 'full', random: () => 0.9 }, lost, '9s x');

    expect(half).toBeObservable(cold('600ms 1 8399ms |'));
    expect(short).toBeObservable(cold('180ms 1 8819ms |'));
  }));

  /** When a source that fails at once was dialled, and when the last error passed. */
  const dials = (policy: BackoffPolicy, error: unknown) => {
    const at: number[] = [];
    const source = defer(() => { at.push(asyncScheduler.now()); return throwError(() => error); });
    source.pipe(reconnect({ jitter: 'none', ...policy })).subscribe({ error: () => at.push(-asyncScheduler.now()) });
    return at;
  };

  it('should count the retries that a returning network brings', marbleTest(() => {
    [2, 4, 6].forEach((frame) => network(true, frame));
    const found = dials({ initial: 1000, attempts: 3 }, lost);
    expect(of(0)).toSatisfyOnFlush(() => expect(found).toEqual([0, 2, 4, 6, -6]));
  }));

  it('should not use retries up without a network, dial at once when it is back, and then begin as at first', marbleTest(() => {
    here.network(false);
    network(true, 50);
    const found = dials({ initial: 2, attempts: 2 }, lost);
    expect(of(0)).toSatisfyOnFlush(() => expect(found).toEqual([0, 2, 6, 14, 30, 50, 52, 56, -56]));
  }));

  it('should count what somebody answered, whatever the platform says of the network', marbleTest(() => {
    here.network(false);
    const source = cold('#', undefined, refused(500));
    expect(source.pipe(reconnect({ jitter: 'none', initial: 2, attempts: 2 }))).toBeObservable(cold('------#', undefined, refused(500)));
  }));

  it('should end, where the platform says offline for ever', marbleTest(() => {
    here.network(false);
    const source = cold('#', undefined, lost);
    expect(source.pipe(reconnect({ jitter: 'none', initial: 1, factor: 1, attempts: 3 }))).toBeObservable(cold('23ms #', undefined, lost));
  }));
});

describe('a wait before a retry', () => {
  it('should listen while it waits, and no longer', () => {
    jest.useFakeTimers();
    const waiting = throwError(() => lost)
      .pipe(reconnect())
      .subscribe();
    expect(here.listeners()).toBe(4);
    waiting.unsubscribe();
    expect(here.listeners()).toBe(0);
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });

  const policy = { jitter: 'none', initial: 1000, factor: 1, within: 3500 } as const;

  it.each<[string, MonoTypeOperatorFunction<never>]>([
    ['reconnect', reconnect(policy)],
    [
      'retry',
      (source) =>
        defer(() => {
          const backoff = exponentialBackoff(policy);
          return source.pipe(retry({ delay: (error: unknown) => backoff(of(error)) }));
        }),
    ],
  ])('should not count sleep as trying, with %s', (_, again) => {
    jest.useFakeTimers({ now: 1_000_000 });
    const failed = jest.fn();
    const dialled = jest.fn(() => throwError(() => lost));
    defer(dialled).pipe(again).subscribe({ error: failed });
    jest.setSystemTime(Date.now() + 3_600_000);
    jest.advanceTimersByTime(1000);
    expect(dialled).toHaveBeenCalledTimes(2);
    expect(failed).not.toHaveBeenCalled();
    jest.advanceTimersByTime(2000);
    expect(dialled).toHaveBeenCalledTimes(4);
    expect(failed).toHaveBeenCalledWith(lost);
    jest.useRealTimers();
  });
});
