import { cold, marbleTest } from 'jest-marbles';
import { defer, delay, from, map, NEVER, of, take, timer } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { synthesizer } from '../../src/sessions';
import { fakeSocket, onlyVirtual, ttsGateway, virtually } from '../../src/testing';

const settled = Promise.resolve('a');

describe('onlyVirtual', () => {
  it('should return what the work returned, and let RxJS timers be', () => {
    expect(
      onlyVirtual(() =>
        new TestScheduler(() => undefined).run(({ flush }) => {
          let end = 0;
          timer(60_000).subscribe(() => (end = 60_000));
          flush();
          return end;
        }),
      ),
    ).toBe(60_000);
  });

  it.each<[string, string, () => unknown]>([
    ['setTimeout', 'setTimeout(…, 50)', () => clearTimeout(setTimeout(() => undefined, 50))],
    ['setInterval', 'setInterval(…, 7)', () => clearInterval(setInterval(() => undefined, 7))],
    ['setImmediate', 'setImmediate(…)', () => clearImmediate(setImmediate(() => undefined))],
    ['queueMicrotask', 'queueMicrotask(…)', () => queueMicrotask(() => undefined)],
    ['a new promise', 'a promise', () => new Promise(() => undefined)],
    ['a promise of before', 'a promise', () => from(settled).subscribe()],
    // An async function awaits without calling `then`.
    ['an async function', 'a promise', async () => await settled],
  ])('should fail where the work starts %s, and name it', (_, named, start) => {
    const { setTimeout: before } = globalThis;
    let error: unknown;
    try {
      onlyVirtual(() => void start());
    } catch (caught) {
      error = caught;
    }

    expect((error as Error).message).toContain(`started ${named}, and`);
    expect((error as Error).stack).toContain('onlyVirtual.spec');
    expect(globalThis.setTimeout).toBe(before);
  });

  it('should keep an error of the work, as the cause where there is a greater fault', () => {
    const failure = new Error('expected 1, received 2');
    const fail = () => {
      throw failure;
    };

    expect(() => onlyVirtual(fail)).toThrow(failure);
    expect(() =>
      onlyVirtual(() => {
        clearTimeout(setTimeout(() => undefined, 1));
        fail();
      }),
    ).toThrow(
      expect.objectContaining({ message: expect.stringContaining('setTimeout'), cause: failure }),
    );
  });

  it('should stop watching', async () => {
    onlyVirtual(() => undefined);

    await expect(new Promise((resolve) => setTimeout(resolve, 0))).resolves.toBeUndefined();
  });

  it('should go around a run of jest-marbles', () => {
    onlyVirtual(
      marbleTest(() => {
        expect(cold('a|').pipe(delay(5))).toBeObservable(cold('-----(a|)'));
      }),
    );
    expect(() =>
      onlyVirtual(
        marbleTest(() => {
          const token = () => settled;
          const socket = fakeSocket(ttsGateway());
          const gateway = { url: 'ws://test', token, socket };
          const tts = synthesizer({ gateway, model: 'a/b', backoff: { attempts: 0 } });

          expect(tts.speak('Hello.')).toBeObservable(cold('-'));
        }),
      ),
    ).toThrow('give what a promise would bring (a token, say) as a value or an Observable');
  });
});

describe('virtually', () => {
  it('should give values, times, and the end', () => {
    expect(
      virtually(() =>
        timer(5000, 1000).pipe(
          map((i) => i * 2),
          delay(1),
          take(3),
        ),
      ),
    ).toEqual({
      values: [0, 2, 4],
      times: [5001, 6001, 7001],
      end: 7001,
    });
  });

  it('should give the error', () => {
    const error = new Error('no');
    const course = virtually(() =>
      defer(() => {
        throw error;
      }),
    );

    expect(course).toEqual({ values: [], times: [], end: 0, error });
  });

  it('should fail where nothing ends it, and where the end would come in real time', () => {
    expect(() => virtually(() => NEVER)).toThrow('did not end in 10 min of virtual time');
    expect(() => virtually(() => timer(0, 1000))).toThrow('had emitted 601 values');
    expect(() => virtually(() => from(settled))).toThrow('started a promise');
    expect(virtually(() => of(1)).values).toEqual([1]);
  });
});
