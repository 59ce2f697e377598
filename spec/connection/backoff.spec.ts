import {
  type BackoffPolicy,
  backoffSettings,
  nextRetry,
  type Row,
} from '../../src/connection/backoff';
import { VoiceError } from '../../src/errors';

const boom = new Error('boom');
const settings = (policy: BackoffPolicy) => backoffSettings({ jitter: 'none', ...policy });

/** The delays of a row whose every retry fails at once. */
function delays(policy: BackoffPolicy, count: number, settledBefore = false): number[] {
  const found: number[] = [];
  let row: Row | undefined;
  for (let now = 0; found.length < count;) {
    const next = nextRetry(settings(policy), row, boom, now, settledBefore && row === undefined);
    if (next === undefined) break;
    found.push(next.delay);
    now += next.delay;
    row = next;
  }
  return found;
}

// prettier-ignore
const rows: [string, BackoffPolicy, number[]][] = [
  ['double from 1 s up to 30 s',            {},                                            [1000, 2000, 4000, 8000, 16000, 30000, 30000]],
  ['grow by the factor',                    { initial: 100, factor: 3 },                   [100, 300, 900, 2700, 8100, 24300, 30000]],
  ['stay with a factor of 1',               { initial: 100, factor: 1 },                   [100, 100, 100, 100, 100, 100, 100]],
  ['be whole',                              { initial: 3, factor: 1.5 },                   [3, 5, 7, 10, 15, 23, 34]],
  ['be capped from the start',              { initial: 100, max: 40 },                     [40, 40, 40, 40, 40, 40, 40]],
  ['stay 0 from 0',                         { initial: 0 },                                [0, 0, 0, 0, 0, 0, 0]],
  ['end after the attempts',                { initial: 1, attempts: 3 },                   [1, 2, 4]],
  ['not begin without attempts',            { attempts: 0 },                               []],
  ['end when the next would overrun',       { initial: 1, within: 7 },                     [1, 2, 4]],
  ['end before the next would overrun',     { initial: 1, within: 6 },                     [1, 2]],
  ['spread over the upper half',            { jitter: 'equal', random: () => 0.5 },        [750, 1500, 3000, 6000, 12000, 22500, 22500]],
  ['be no less than half',                  { jitter: 'equal', random: () => 0 },          [500, 1000, 2000, 4000, 8000, 15000, 15000]],
  ['spread over all',                       { jitter: 'full', random: () => 0.25 },        [250, 500, 1000, 2000, 4000, 7500, 7500]],
  ['treble at most, decorrelated',          { jitter: 'decorrelated', random: () => 1 },   [3000, 9000, 27000, 30000, 30000, 30000, 30000]],
  ['be no less than initial, decorrelated', { jitter: 'decorrelated', random: () => 0 },   [1000, 1000, 1000, 1000, 1000, 1000, 1000]],
  ['follow the last, decorrelated',         { jitter: 'decorrelated', random: () => 0.5 }, [2000, 3500, 5750, 9125, 14188, 15500, 15500]],
];

describe('nextRetry', () => {
  it.each(rows)('should %s', (_name, policy, expected) => {
    expect(delays(policy, 7)).toEqual(expected);
  });

  it('should begin with first after a settled line only', () => {
    expect(delays({ first: 0 }, 3, true)).toEqual([0, 2000, 4000]);
    expect(delays({ first: 0 }, 3, false)).toEqual([1000, 2000, 4000]);
    expect(delays({}, 2, true)).toEqual([1000, 2000]);
    const full = { first: 0, jitter: 'decorrelated', random: () => 1 } as const;
    expect(delays(full, 3, true)).toEqual([0, 3000, 9000]);
  });

  it('should count and time a row from its first error', () => {
    const policy = settings({ initial: 10 });
    const first = nextRetry(policy, undefined, boom, 500, false);
    const second = nextRetry(policy, first, boom, 515, false);
    expect(first).toEqual({ attempt: 1, since: 500, delay: 10 });
    expect(second).toEqual({ attempt: 2, since: 500, delay: 20 });
    expect(nextRetry(policy, second, boom, 900, true)).toEqual({
      attempt: 1,
      since: 900,
      delay: 10,
    });
  });

  it('should not count retries without a network, and count them all the same in the end', () => {
    const policy = settings({ initial: 10, max: 30, attempts: 2 });
    const row = (excused: (retry: number) => boolean) => {
      const found: Row[] = [];
      for (let retry = 1; retry < 99; retry++) {
        const next = nextRetry(policy, found.at(-1), boom, 0, false, excused(retry));
        if (next === undefined) break;
        found.push(next);
      }
      return found;
    };
    expect(row((retry) => retry < 4).map(({ attempt, delay }) => [attempt, delay])).toEqual([
      [1, 10],
      [2, 20],
      [3, 30],
      [4, 10],
      [5, 20],
    ]);
    expect(row(() => true)).toHaveLength(22);
    expect(row(() => false)).toHaveLength(2);
    const last = row(() => true).at(-1);
    expect(nextRetry(policy, last, boom, 0, true, false)).toEqual({
      attempt: 1,
      since: 0,
      delay: 10,
    });
    expect(nextRetry(settings({ attempts: 0 }), undefined, boom, 0, false, true)).toBeUndefined();
  });

  it('should bound the time of a row without a network too', () => {
    const policy = settings({ initial: 10, within: 25 });
    const first = nextRetry(policy, undefined, boom, 0, false, true);
    expect(first).toMatchObject({ attempt: 1, delay: 10 });
    expect(nextRetry(policy, first, boom, 10, false, true)).toBeUndefined();
  });

  it('should try no longer than within when the clock goes back', () => {
    const policy = settings({ initial: 10, factor: 1, within: 25 });
    const first = nextRetry(policy, undefined, boom, 5000, false);
    const second = nextRetry(policy, first, boom, 10, false);
    const third = nextRetry(policy, second, boom, 20, false);
    expect([second?.since, third?.since]).toEqual([10, 10]);
    expect(nextRetry(policy, third, boom, 30, false)).toBeUndefined();
  });

  it('should give up on an error that is final, and on no other', () => {
    const failing = (retryable: boolean) => new VoiceError('socket-lost', 'x', {}, { retryable });
    const after = (error: unknown) => nextRetry(settings({}), undefined, error, 0, true)?.attempt;
    expect(after(failing(false))).toBeUndefined();
    expect(after({ retryable: false })).toBeUndefined();
    for (const error of [failing(true), boom, 'text', null, undefined, { retryable: 0 }]) {
      expect(after(error)).toBe(1);
    }
  });

  it('should never ask for a delay that a timer cannot make', () => {
    const longest = delays({ max: Infinity }, 2000);
    expect(longest.at(-1)).toBe(2 ** 31 - 1);
    expect(delays({ initial: 0 }, 2000).at(-1)).toBe(0);
    expect(delays({ initial: Infinity }, 1)).toEqual([30_000]);
  });

  it.each(['full', 'equal', 'decorrelated'] as const)(
    'should keep clients spread at the cap, %s',
    (jitter) => {
      const clients = Array.from({ length: 1000 }, () =>
        delays({ jitter, random: Math.random }, 12),
      );
      const last = clients.map((row) => row.at(-1)!);
      expect(Math.max(...last)).toBeLessThanOrEqual(30_000);
      for (let at = 0; at < 30_000; at += 100) {
        const together = last.filter((delay) => delay >= at && delay <= at + 100).length;
        expect(together).toBeLessThan(40);
      }
    },
  );

  it('should spread over its whole range with the real random', () => {
    const policy = backoffSettings();
    const found = Array.from({ length: 200 }, () => nextRetry(policy, undefined, boom, 0, false)!);
    expect(Math.min(...found.map((row) => row.delay))).toBeGreaterThanOrEqual(500);
    expect(Math.max(...found.map((row) => row.delay))).toBeLessThanOrEqual(1000);
    expect(new Set(found.map((row) => row.delay)).size).toBeGreaterThan(20);
  });
});

describe('backoffSettings', () => {
  // prettier-ignore
  it.each<[string, BackoffPolicy]>([
    ['initial', { initial: -1 }],
    ['initial', { initial: NaN }],
    ['first', { first: -1 }],
    ['factor', { factor: 0.5 }],
    ['max', { max: -1 }],
    ['attempts', { attempts: -1 }],
    ['within', { within: NaN }],
    ['stableAfter', { stableAfter: -1 }],
    ['jitter', { jitter: 'half' as never }],
  ])('should refuse %s of %p', (option, policy) => {
    expect(() => backoffSettings(policy)).toThrow(
      expect.objectContaining({ code: 'invalid-option', option, retryable: false }),
    );
  });

  it('should say what was given and what is needed', () => {
    expect(() => backoffSettings({ factor: 0.5 })).toThrow(
      'backoff: factor is 0.5; it must be a number, 1 or more.',
    );
  });
});
