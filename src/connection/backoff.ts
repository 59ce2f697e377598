import { invalidOption, restAsked, wantsSlower } from '../errors';
import { longestTimer } from './longestTimer';

/**
 * How long to wait before each retry, and when to give up. All times in ms.
 *
 * @category Connection
 */
export interface BackoffPolicy {
  /** Before the first retry. Default 1000. */
  readonly initial?: number;
  /** Before the first retry after a settled line, instead of `initial`. Default `initial`. */
  readonly first?: number;
  /** What each further delay is multiplied by, 1 or more. Default 2. */
  readonly factor?: number;
  /** The longest delay, before jitter. Default 30000. */
  readonly max?: number;
  /**
   * How delays are spread, so that many clients do not come back at once. It is applied after the cap, so they stay spread
   * there too. `equal` (default): between half and all of the delay; `full`: between none and all; `none`: exactly it;
   * `decorrelated`: between `initial` and three times the delay before, or `max` where that is less; `factor` then means nothing.
   *
   * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
   */
  readonly jitter?: 'none' | 'full' | 'equal' | 'decorrelated';
  /**
   * Retries in a row before giving up; 0 is none. Default `Infinity`. Where the platform says that there is no network, up to 20 do
   * not count.
   */
  readonly attempts?: number;
  /**
   * How long to try in a row, from its first error, time asleep left out. A delay that would end later is not begun. Default
   * `Infinity`.
   */
  readonly within?: number;
  /** How long a line must have been of use before the count starts afresh; 0: at its first value. Default 5000. Read by `reconnect`. */
  readonly stableAfter?: number;
  /** A number from 0 up to 1, for tests. Default `Math.random`. */
  readonly random?: () => number;
}

/** @internal */
export type BackoffSettings = Readonly<Required<BackoffPolicy>>;

/**
 * One row of retries: how many there were, when its first error came, and the last delay.
 *
 * @internal
 */
export interface Row {
  readonly attempt: number;
  readonly since: number;
  readonly delay: number;
  /** How many of the retries do not count, since there was no network. */
  readonly excused?: number;
}

/**
 * The policy with its defaults.
 *
 * @throws a `VoiceError` `invalid-option` for a value that cannot work
 * @internal
 */
export function backoffSettings(policy: BackoffPolicy = {}): BackoffSettings {
  const { initial = 1000, jitter = 'equal', random = Math.random } = policy;
  const { first = initial, factor = 2, max = 30_000, stableAfter = 5000 } = policy;
  const { attempts = Infinity, within = Infinity } = policy;
  const numbers = { initial, first, factor, max, attempts, within, stableAfter };

  for (const [option, value] of Object.entries(numbers)) {
    const least = option === 'factor' ? 1 : 0;
    if (!(value >= least)) throw invalid(option, value, `a number, ${least} or more`);
  }
  if (!['none', 'full', 'equal', 'decorrelated'].includes(jitter)) {
    throw invalid('jitter', jitter, "'none', 'full', 'equal' or 'decorrelated'");
  }
  return { ...numbers, jitter, random };
}

/** How many retries of a row may go uncounted: a platform that says offline and is not must not keep a row alive for ever. */
const excusedRetries = 20;

/** How many steps further on the delay is taken from after an error that asks for a slower pace. */
const slowerBy = 2;

/**
 * What follows an error at `now`: the next retry of the row, with its delay in whole ms, or nothing more.
 *
 * @param row - the row so far; `undefined` before the first error
 * @param settled - whether the line that failed was of use for long enough to begin a new row
 * @param excused - whether it failed for want of a network: the retry does not count as an attempt
 * @returns the row with the retry to come; `undefined` to give up
 * @internal
 */
export function nextRetry(
  settings: BackoffSettings,
  row: Row | undefined,
  error: unknown,
  now: number,
  settled: boolean,
  excused = false,
): Row | undefined {
  if (isFinal(error)) return undefined;
  const fresh = settled || row === undefined;
  const attempt = fresh ? 1 : row.attempt + 1;
  // Not ahead of now, should the clock have gone back.
  const since = fresh ? now : Math.min(row.since, now);
  const before = fresh ? 0 : (row.excused ?? 0);
  const uncounted = excused && before < excusedRetries ? before + 1 : before;
  const counted = settings.attempts === 0 ? attempt : attempt - uncounted;
  // Once there is a network again, the delays of the time without it are forgotten.
  const place = uncounted > before ? attempt : counted;
  const step = wantsSlower(error) ? place + slowerBy : place;
  const wait = delayOf(settings, step, settled, fresh ? undefined : row.delay);
  const delay = Math.max(wait, restAsked(error));
  if (counted > settings.attempts || now - since + delay > settings.within) return undefined;
  return { attempt, since, delay, ...(uncounted > 0 ? { excused: uncounted } : {}) };
}

function isFinal(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    (error as { retryable?: unknown }).retryable === false
  );
}

function delayOf(
  { initial, first, factor, max, jitter, random }: BackoffSettings,
  attempt: number,
  settled: boolean,
  previous: number | undefined,
): number {
  const base = settled ? first : initial;
  const cap = Math.min(max, longestTimer);
  if (jitter === 'decorrelated') {
    // The cap bounds the range and not the result: else most of a long row's clients would meet at the cap itself.
    const low = Math.min(base, cap);
    const high = Math.min(cap, Math.max(base, previous ?? base) * 3);
    return Math.round(low + random() * (high - low));
  }
  // `factor ** attempt` overflows to Infinity in a long row, and 0 * Infinity is not a number.
  const delay = Math.min(cap, base * Math.min(factor ** (attempt - 1), Number.MAX_VALUE));
  const fixed = { none: 1, equal: 0.5, full: 0 }[jitter];
  return Math.round(delay * (fixed + (1 - fixed) * random()));
}

function invalid(option: string, value: unknown, needed: string) {
  return invalidOption(option, `backoff: ${option} is ${String(value)}; it must be ${needed}.`);
}
