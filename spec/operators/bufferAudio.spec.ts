import { array, assert, integer, property, record } from 'fast-check';
import { cold, hot, marbleTest, schedule } from 'jest-marbles';
import { asyncScheduler, NEVER, Subject, tap } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { type AudioChunk, formatMismatch } from '../../src/audio';
import { VoiceError } from '../../src/errors';
import { bufferAudio, paceAudio } from '../../src/operators';
import { format, kilohertz, samples } from '../support/audio';
import { itKeepsTheOperatorContract } from '../support/operatorContract';

const chunk = (value: number, length = 4, as = kilohertz) =>
  samples(Array<number>(length).fill(value), as);
const chunks = {
  a: chunk(1), b: chunk(2), c: chunk(3), d: chunk(4),
  o: chunk(5, 1), e: samples([]), x: chunk(6, 4, format('linear16')), m: chunk(7, 4, format('mp3')),
}; // prettier-ignore
const values = [chunks.a, chunks.b, chunks.c, chunks.d];

// prettier-ignore
describe('bufferAudio', () => {
  itKeepsTheOperatorContract({
    operator: () => bufferAudio({ ahead: 8 }),
    values,
    throwing: { onUnderrun: (fail) => bufferAudio({ ahead: 8, onUnderrun: fail }) },
  });

  it('should fill, then release in real time, and complete when all has played', marbleTest(() => {
    const source = hot('abcd--|          ', chunks);
    const subs = '      ^-----!          ';
    const result = '    -a---b---c---d---|';

    expect(source.pipe(bufferAudio({ ahead: 8 }))).toBeObservable(cold(result, chunks));
    expect(source).toHaveSubscriptions(subs);
  }));

  it('should tell of an underrun and fill again', marbleTest(() => {
    const source = hot('ab---------cd---|    ', chunks);
    const result = '    -a---b------c---d---|';
    const onUnderrun = jest.fn();
    let before: number | undefined;
    schedule(() => (before = onUnderrun.mock.calls.length), 8);
    let after: number | undefined;
    schedule(() => (after = onUnderrun.mock.calls.length), 10);

    const buffered$ = source.pipe(bufferAudio({ ahead: 8, onUnderrun }));
    expect(buffered$).toBeObservable(cold(result, chunks));
    expect(buffered$).toSatisfyOnFlush(() => {
      expect([before, after, onUnderrun.mock.calls.length]).toEqual([0, 1, 1]);
    });
  }));

  it('should tell of every underrun, but of none at the end', marbleTest(() => {
    const source = hot('a------bc--------d--|', chunks);
    const result = '    a------b---c-----d---|';
    const onUnderrun = jest.fn();

    const buffered$ = source.pipe(bufferAudio({ ahead: 0, onUnderrun }));
    expect(buffered$).toBeObservable(cold(result, chunks));
    expect(buffered$).toSatisfyOnFlush(() => expect(onUnderrun).toHaveBeenCalledTimes(2));
  }));

  it('should not wait longer than the source', marbleTest(() => {
    const source = hot('a--|    ', chunks);
    const result = '    ---a---|';

    expect(source.pipe(bufferAudio())).toBeObservable(cold(result, chunks));
  }));

  it('should complete at once when the source completes during an underrun', marbleTest(() => {
    const source = hot('a-------|', chunks);
    const result = '    a-------|';

    expect(source.pipe(bufferAudio({ ahead: 0 }))).toBeObservable(cold(result, chunks));
  }));

  it('should release ahead of time by the lead, the first at once', marbleTest(() => {
    const source = hot('abcd--|           ', chunks);
    const result = '    -a-b---c---d-----|';

    expect(source.pipe(bufferAudio({ ahead: 8, lead: 2 }))).toBeObservable(cold(result, chunks));
  }));

  it('should release at once what comes inside the lead, without an underrun', marbleTest(() => {
    const source = hot('a--b--|   ', chunks);
    const result = '    a--b----|';
    const onUnderrun = jest.fn();

    const buffered$ = source.pipe(bufferAudio({ ahead: 0, lead: 2, onUnderrun }));
    expect(buffered$).toBeObservable(cold(result, chunks));
    expect(buffered$).toSatisfyOnFlush(() => expect(onUnderrun).not.toHaveBeenCalled());
  }));

  it('should keep time by counted samples, each due time rounded up', marbleTest(() => {
    const as = format('linear16', 3000); // 4 samples are 1.33 ms
    const four = { a: chunk(1, 4, as), b: chunk(2, 4, as), c: chunk(3, 4, as), d: chunk(4, 4, as) };
    const source = hot('(abcd|)', four);
    const result = '    a-bcd-| ';

    expect(source.pipe(bufferAudio({ ahead: 4 }))).toBeObservable(cold(result, four));
  }));

  it('should leave out chunks without bytes', marbleTest(() => {
    const source = hot('e-a-e|  ', chunks);
    const result = '    --a---| ';

    expect(source.pipe(bufferAudio({ ahead: 0 }))).toBeObservable(cold(result, chunks));
  }));

  it('should pass an error at once and drop what it holds', marbleTest(() => {
    const source = hot('abc#', chunks);

    expect(source.pipe(bufferAudio({ ahead: 8 }))).toBeObservable(cold('-a-#', chunks));
  }));

  it('should fail when it holds too much', marbleTest(() => {
    const source = hot('abcd--|', chunks);
    const subs = '      ^--!   ';
    const result = '    -a-#   ';
    const error = new VoiceError(
      'buffer-overflow',
      'Buffering audio: 12 ms wait and 8 ms may. Slow the source down, or allow more with max.',
      { droppedMs: 12 },
      { retryable: false },
    );

    expect(source.pipe(bufferAudio({ ahead: 8, max: 8 }))).toBeObservable(cold(result, chunks, error));
    expect(source).toHaveSubscriptions(subs);
  }));

  it('should say how much it dropped', () => {
    const failed = jest.fn();
    const source = new Subject<AudioChunk>();
    source.pipe(bufferAudio({ ahead: 8, max: 8 })).subscribe({ error: failed });
    values.forEach((value) => source.next(value));

    expect(failed).toHaveBeenCalledWith(expect.objectContaining({ code: 'buffer-overflow', droppedMs: 12, retryable: false }));
  });

  it('should never wait for more than it may hold', marbleTest(() => {
    const source = hot('ab-----|  ', chunks);
    const result = '    -a---b---|';

    expect(source.pipe(bufferAudio({ ahead: 200, max: 8 }))).toBeObservable(cold(result, chunks));
  }));

  it('should refuse a change of format', marbleTest(() => {
    const error = formatMismatch('Buffering audio', kilohertz, format('linear16'));

    expect(cold('a-x', chunks).pipe(bufferAudio({ ahead: 0 }))).toBeObservable(cold('a-#', chunks, error));
  }));

  it('should refuse what cannot be counted', marbleTest(() => {
    const error = formatMismatch('Buffering audio', 'linear16, mulaw or alaw', format('mp3'));

    expect(cold('-m', chunks).pipe(bufferAudio())).toBeObservable(cold('-#', chunks, error));
  }));

  it.each(['ahead', 'lead', 'max'])('should refuse a negative %s', (option) => {
    expect(() => bufferAudio({ [option]: -1 })).toThrow(expect.objectContaining({ code: 'invalid-option', option }));
  });
});

describe('bufferAudio', () => {
  interface Arrival {
    readonly at: number;
    readonly ms: number;
  }

  /** What it has to do, ms by ms. */
  function model(arrivals: readonly Arrival[], end: number, ahead: number, lead: number) {
    const log: string[] = [];
    const held: Arrival[] = [];
    let [next, playing, anchor, released] = [0, false, 0, 0];
    const heldMs = () => held.reduce((sum, { ms }) => sum + ms, 0);
    for (let now = 0; ; now++) {
      for (; next < arrivals.length && arrivals[next]!.at <= now; next++)
        held.push(arrivals[next]!);
      const completed = now >= end;
      if (!playing && held.length > 0 && (heldMs() >= ahead || completed)) {
        [playing, anchor, released] = [true, now, 0];
      }
      while (playing && anchor + released - (held.length > 0 ? lead : 0) <= now) {
        const chunkNow = held.shift();
        if (chunkNow) {
          released += chunkNow.ms;
          log.push(`${now}: ${chunkNow.ms}`);
        } else {
          playing = false;
          if (!completed) log.push(`${now}: underrun`);
        }
      }
      if (completed && !playing && held.length === 0) return [...log, `${now}: complete`];
    }
  }

  it('should fill, release, run dry, fill again and end as the model does, whatever comes when', () => {
    const arrival = record({
      wait: integer({ min: 0, max: 20 }),
      ms: integer({ min: 1, max: 12 }),
    });
    const ms = integer({ min: 0, max: 25 });
    assert(
      property(array(arrival, { maxLength: 20 }), ms, ms, ms, (all, rest, ahead, lead) => {
        let at = 0;
        const arrivals = all.map(({ wait, ms: length }) => ({ at: (at += wait), ms: length }));
        const end = at + rest;
        const log: string[] = [];
        new TestScheduler(() => undefined).run(({ cold: from, flush }) => {
          const scheduler = (time: number, work: () => void) => from(`${time}ms x`).subscribe(work);
          const source = new Subject<AudioChunk>();
          const say = (what: unknown) => log.push(`${asyncScheduler.now()}: ${String(what)}`);
          source.pipe(bufferAudio({ ahead, lead, onUnderrun: () => say('underrun') })).subscribe({
            next: ({ data }) => say(data.length / 2),
            complete: () => say('complete'),
          });
          for (const one of arrivals) scheduler(one.at, () => source.next(chunk(1, one.ms)));
          scheduler(end, () => source.complete());
          flush();
        });

        expect(log).toEqual(model(arrivals, end, ahead, lead));
      }),
      { numRuns: 60 },
    );
  });
});

// prettier-ignore
describe('a paused bufferAudio', () => {
  itKeepsTheOperatorContract({
    operator: () => bufferAudio({ ahead: 0, paused: NEVER }), values,
  });

  const bool = { P: true, R: false };
  it.each([
    ['hold what is not released yet', '     (abcd|)', '-----P----R', 'a---b-----c---d---|'],
    ['not go on before what was released has played', '(abcd|)', '-----PR   ', 'a---b---c---d---|'],
    ['wait from the beginning', '-(abcd|)', 'P--R       ', '---a---b---c---d---|'],
    ['hold what comes meanwhile', '           a--b---c|', '-P----R    ', 'a-----b---c---|'],
    ['pause twice', '                         (abcd|)', '-P---R--PR ', 'a----b---c---d---|'],
    ['end in its time when nothing is held', '(ab|)  ', '------P    ', 'a---b---|'],
    ['take no notice of a second yes, or no', '(abc|)', '-R-P-P--R-R', 'a-------b---c---|'],
    ['not end while something is held', '     (ab|)  ', '-P         ', 'a---------'],
  ])('should %s', (_, source, paused, result) => marbleTest(() => {
    const buffered$ = hot(source, chunks).pipe(bufferAudio({ ahead: 0, paused: hot(paused, bool) }));

    expect(buffered$).toBeObservable(cold(result, chunks));
  })());

  it('should be paused by what it releases', marbleTest(() => {
    const paused = new Subject<boolean>();
    const buffered$ = hot('(abc|)', chunks).pipe(
      bufferAudio({ ahead: 0, paused }),
      tap((released) => { if (released === chunks.b) paused.next(true); }),
    );
    schedule(() => paused.next(false), 20);

    expect(buffered$).toBeObservable(cold('a---b---------------c---|', chunks));
  }));

  it('should keep its lead when it goes on', marbleTest(() => {
    const paused = hot('--P-------R', bool);
    const result = '    (abc)-----d-----|'; // d is due 12 ms after a
    const source = hot('(abcd|)', chunks);

    expect(source.pipe(bufferAudio({ ahead: 0, lead: 8, paused }))).toBeObservable(cold(result, chunks));
  }));

  it('should pass an error of the notifier, and let go of it at the end', marbleTest(() => {
    const failing = cold<boolean>('--#');
    const endless = hot<boolean>('-------');
    const source = () => hot('(ab|)', chunks);

    expect(source().pipe(bufferAudio({ ahead: 0, paused: failing }))).toBeObservable(cold('a-#', chunks));
    expect(source().pipe(bufferAudio({ ahead: 0, paused: endless }))).toBeObservable(cold('a---b---|', chunks));
    expect(endless).toHaveSubscriptions('^-------!');
  }));
});

describe('the clock of bufferAudio', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  /** 100 chunks of 20 ms at once; tells how many have left. */
  function playing() {
    const as = format('linear16');
    const source = new Subject<AudioChunk>();
    let left = 0;
    source.pipe(bufferAudio({ ahead: 40 })).subscribe(() => left++);
    for (let n = 0; n < 100; n++) source.next(chunk(n, 480, as));
    return { left: () => left, source, more: () => source.next(chunk(0, 480, as)) };
  }
  const jump = (ms: number) => jest.setSystemTime(Date.now() + ms);

  it('should not make up for a sleep', () => {
    const { left } = playing();
    jest.advanceTimersByTime(100);
    expect(left()).toBe(6);

    jump(60_000);
    jest.advanceTimersByTime(20);
    expect(left()).toBe(7);
    jest.advanceTimersByTime(100);
    expect(left()).toBe(12);
  });

  it('should catch up with a timer that was late', () => {
    const { left } = playing();
    jest.advanceTimersByTime(100);

    jump(200);
    jest.advanceTimersByTime(20);
    expect(left()).toBe(17);
    jest.advanceTimersByTime(100);
    expect(left()).toBe(22);
  });

  it('should play on when the clock goes back', () => {
    const { left } = playing();
    jest.advanceTimersByTime(100);

    jump(-3_600_000);
    jest.advanceTimersByTime(100);
    expect(left()).toBe(11);
  });

  it('should play on when the clock goes back by less than a chunk', () => {
    const { left } = playing();
    jest.advanceTimersByTime(110);
    expect(left()).toBe(6);

    jump(-8);
    jest.advanceTimersByTime(10);
    expect(left()).toBe(7);
    jest.advanceTimersByTime(100);
    expect(left()).toBe(12);
  });

  it('should play on when the clock goes back with nothing held', () => {
    const { left, more } = playing();
    jest.advanceTimersByTime(99 * 20 + 5);
    expect(left()).toBe(100);

    jump(-3_600_000);
    more();
    jest.advanceTimersByTime(20);
    expect(left()).toBe(101);
  });

  it('should not make up for a sleep that ends with a chunk', () => {
    const { left, more } = playing();
    jest.advanceTimersByTime(99 * 20 + 5);

    jump(60_000);
    for (let n = 0; n < 10; n++) more();
    expect(left()).toBe(101);
    jest.advanceTimersByTime(20);
    expect(left()).toBe(102);
  });

  it('should not drift', () => {
    const as = format('mulaw', 44_100);
    const times: number[] = [];
    const source = new Subject<AudioChunk>();
    const start = Date.now();
    source.pipe(bufferAudio({ ahead: 0 })).subscribe(() => times.push(Date.now() - start));
    for (let n = 0; n < 2000; n++) source.next({ data: new Uint8Array(100), format: as });
    jest.advanceTimersByTime(10_000);

    expect(times).toEqual(
      Array.from({ length: 2000 }, (_, n) => Math.ceil((n * 100_000) / 44_100)),
    );
  });
});

// prettier-ignore
describe('paceAudio', () => {
  itKeepsTheOperatorContract({ operator: paceAudio, values });

  it('should release each chunk when the one before it has played', marbleTest(() => {
    const source = hot('abc-------d|    ', chunks);
    const result = '    a---b---c---d---|';

    expect(source.pipe(paceAudio())).toBeObservable(cold(result, chunks));
    expect(source).toHaveSubscriptions('^----------!');
  }));

  it('should have no limit', () => {
    const failed = jest.fn();
    const source = new Subject<AudioChunk>();
    const subscription = source.pipe(paceAudio()).subscribe({ error: failed });
    for (let n = 0; n < 3; n++) source.next(chunk(n, 600_000));
    subscription.unsubscribe();

    expect(failed).not.toHaveBeenCalled();
  });
});
