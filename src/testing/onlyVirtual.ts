import { watchPromises } from './watchPromises';

/** What waits in real time, where the platform has it. */
const waits = [
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'requestAnimationFrame',
] as const;

type Waits = Partial<Record<(typeof waits)[number], (...args: unknown[]) => unknown>>;

/**
 * Runs something in virtual time, and fails where it started what virtual time does not wait for: a real timer or a promise.
 *
 * Such a test is green for the wrong reason, since what the timer or the promise brings comes after its end. RxJS timers are
 * virtual under a `TestScheduler`, so they are let be. Promises are seen in Node however they are made; elsewhere where something
 * calls `then`, which `await` does not.
 *
 * @example With RxJS alone
 * ```ts
 * onlyVirtual(() => scheduler.run(({ expectObservable }) => {
 *   expectObservable(session$).toBe('--a|');
 * }));
 * ```
 *
 * @example With jest-marbles
 * ```ts
 * it('speaks', () => onlyVirtual(marbleTest(() => {
 *   expect(session$).toBeObservable(cold('--a|'));
 * })));
 * ```
 *
 * @param work - the run: synchronous from beginning to end
 * @returns what `work` returned
 * @throws an `Error` that names what was started, its stack where; the error of `work` is its `cause`
 * @category Testing
 */
export function onlyVirtual<R>(work: () => R): R {
  const platform = globalThis as Waits;
  const before = waits.map((name) => [name, platform[name]] as const);
  const found: Error[] = [];
  const find = (what: string) => {
    if (found.length === 0) found.push(new Error(sentence(what)));
  };

  for (const [name, real] of before) {
    if (real === undefined) continue;
    platform[name] = (...args) => {
      find(typeof args[1] === 'number' ? `${name}(…, ${args[1]})` : `${name}(…)`);
      return real(...args);
    };
  }
  const stopWatching = watchPromises(() => find('a promise'));
  const restore = () => {
    stopWatching();
    for (const [name, real] of before) if (real !== undefined) platform[name] = real;
  };
  try {
    const result = work();
    const [real] = found;
    if (real !== undefined) throw real;
    return result;
  } catch (error) {
    const [real] = found;
    if (real === undefined || real === error) throw error;
    throw Object.assign(real, { cause: error });
  } finally {
    restore();
  }
}

const sentence = (what: string) =>
  `A run in virtual time started ${what}, and virtual time does not wait for that. ` +
  'Wait with RxJS timers (timer, delay), and give what a promise would bring (a token, say) as a value or an Observable.';
