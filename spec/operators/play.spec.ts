import { cold, hot, marbleTest, schedule } from 'jest-marbles';
import {
  concat,
  concatMap,
  defer,
  EMPTY,
  finalize,
  map,
  NEVER,
  type Observable,
  of,
  switchMap,
  takeUntil,
  throwError,
} from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { type AudioChunk } from '../../src/audio';
import { type AudioSink, bufferAudio, play } from '../../src/operators';
import { virtualSink } from '../../src/testing';
import { format, samples, valuesOf } from '../support/audio';
import { itKeepsTheOperatorContract } from '../support/operatorContract';

const chunk = (value: number) => samples(Array<number>(4).fill(value));
const chunks = { a: chunk(100), b: chunk(200), c: chunk(300), d: chunk(400) };
const ms = Object.fromEntries(
  Array.from({ length: 26 }, (_, n) => [String.fromCharCode(97 + n), n]),
);
const failure = new Error('the device is gone');
const sounded = (sink: ReturnType<typeof virtualSink>) =>
  sink.sounds().map((sound) => [sound.at, valuesOf(sound)]);

/** A sink of the test's own, and what was asked of it. */
function fakeSink(parts: Partial<AudioSink> = {}) {
  const calls: unknown[] = [];
  const sink: AudioSink = {
    write: (value) => void calls.push(valuesOf(value)),
    clear: (fadeOut) => void calls.push(`clear ${fadeOut}`),
    position: () => 0,
    drain: () => EMPTY,
    ...parts,
  };
  return { sink, calls };
}

// prettier-ignore
describe('play', () => {
  // A sink plays one thing at a time: each subscription gets its own.
  const operator = () => (source: Observable<AudioChunk>) => defer(() => source.pipe(play(virtualSink())));
  itKeepsTheOperatorContract({ operator, values: [chunks.a, chunks.b] });

  // In these results a letter is its place in the alphabet: a = 0 ms heard, b = 1 ms.
  it('should tell how much was heard while a sink that stalled plays on', marbleTest(() => {
    const sink = virtualSink({ stall: { at: 2, for: 60 } });
    const source = hot('ab|');
    const chunk20 = samples(Array<number>(20).fill(1));
    const played$ = source.pipe(map(() => chunk20), play(sink));

    // Asked at 41 ms and 61 ms too, when nothing had moved on.
    expect(played$).toBeObservable(cold('ab 19ms c 59ms d 18ms (e|)', { a: 0, b: 1, c: 2, d: 21, e: 40 }));
  }));

  it('should tell how much was heard, and complete when all was', marbleTest(() => {
    const source = hot('a-b---c-|     ', chunks);
    const subs = '      ^-------!     ';
    const result = '    a-c---g-----(m|)';
    const sink = virtualSink();
    const played$ = source.pipe(play(sink));

    expect(played$).toBeObservable(cold(result, ms));
    expect(source).toHaveSubscriptions(subs);
    expect(played$).toSatisfyOnFlush(() => {
      expect(sounded(sink)).toEqual([[0, [100, 100, 100, 100, 200, 200, 200, 200, 300, 300, 300, 300]]]);
    });
  }));

  it('should know of a stall what it could know from the sink alone', marbleTest(() => {
    const source = hot('ab-c----------|        ', chunks);
    const result = '    ab-d----------------(m|)';
    const sink = virtualSink({ stall: { at: 6, for: 8 } });
    const played$ = source.pipe(play(sink));
    let during: number | undefined;
    schedule(() => (during = sink.position()), 13);

    expect(played$).toBeObservable(cold(result, ms));
    expect(played$).toSatisfyOnFlush(() => {
      expect(during).toBe(6);
      expect(sounded(sink).map(([at]) => at)).toEqual([0, 14]);
    });
  }));

  it('should clear at once when unsubscribed, before the source is let go', () => {
    const { sink, calls } = fakeSink();
    const source = concat(of(chunks.a), NEVER).pipe(finalize(() => calls.push('let go')));
    source.pipe(play(sink)).subscribe().unsubscribe();

    expect(calls).toEqual([[100, 100, 100, 100], 'clear 15', 'let go']);
  });

  it('should fade what sounds and drop the rest', marbleTest(() => {
    const source = hot('abc-------|', chunks);
    const stop = cold(' ------x    ');
    const result = '    abc---|    ';
    const sink = virtualSink();
    const played$ = source.pipe(play(sink, { fadeOut: 4 }), takeUntil(stop));

    expect(played$).toBeObservable(cold(result, ms));
    expect(played$).toSatisfyOnFlush(() => {
      expect(sounded(sink)).toEqual([[0, [100, 100, 100, 100, 200, 200, 150, 100, 75, 0]]]);
      expect(sink.position()).toBe(0);
    });
  }));

  it('should clear what sounds while the sink drains', () => {
    const { sink, calls } = fakeSink({ drain: () => NEVER });
    of(chunks.a).pipe(play(sink, { fadeOut: 20 })).subscribe().unsubscribe();

    expect(calls).toEqual([[100, 100, 100, 100], 'clear 20']);
  });

  it('should not clear what it played to the end, nor where it wrote nothing', () => {
    const { sink, calls } = fakeSink();
    of(chunks.a).pipe(play(sink)).subscribe().unsubscribe();
    NEVER.pipe(play(sink)).subscribe().unsubscribe();
    EMPTY.pipe(play(sink)).subscribe();

    expect(calls).toEqual([[100, 100, 100, 100]]);
  });

  it('should clear before it passes an error of the source', () => {
    const { sink, calls } = fakeSink();
    concat(of(chunks.a), throwError(() => failure)).pipe(play(sink)).subscribe({ error: (error: unknown) => calls.push(error) });

    expect(calls).toEqual([[100, 100, 100, 100], 'clear 15', failure]);
  });

  it.each<[string, Partial<AudioSink>]>([
    ['write', { write: () => { throw failure; } }],
    ['position', { position: () => { throw failure; } }],
    ['drain', { drain: () => { throw failure; } }],
    ['the stream of drain', { drain: () => throwError(() => failure) }],
  ])('should make a failure in %s its error', (_, parts) => {
    const { sink } = fakeSink(parts);
    const failed = jest.fn();
    of(chunks.a).pipe(play(sink)).subscribe({ error: failed });

    expect(failed).toHaveBeenCalledTimes(1);
    expect(failed).toHaveBeenCalledWith(failure);
  });

  it('should count each turn from its own start', marbleTest(() => {
    const turns = hot('ab----|', chunks);
    const result = '   a---(ea)(e|)';
    const sink = virtualSink();
    const played$ = turns.pipe(concatMap((turn) => of(turn).pipe(play(sink))));

    expect(played$).toBeObservable(cold(result, ms));
  }));

  it('should forget what was played before a barge-in', () => {
    let played = 0;
    const { sink } = fakeSink({ position: () => played });
    const turn = (end: typeof EMPTY) => {
      const told: number[] = [];
      concat(of(chunks.a), end).pipe(play(sink)).subscribe((heard) => told.push(heard)).unsubscribe();
      return told;
    };
    played = 40;
    expect(turn(EMPTY)).toEqual([40, 40]);
    played = 50;
    expect(turn(NEVER)).toEqual([10]);
    played = 5;
    expect(turn(EMPTY)).toEqual([5, 5]);
  });

  it('should count anew after a barge-in', marbleTest(() => {
    const turns = { x: cold('ab', chunks), y: cold('c--|', chunks) };
    const sink = virtualSink();
    const played$ = hot('x--y--|', turns).pipe(switchMap((turn) => turn.pipe(play(sink, { fadeOut: 2 }))));

    expect(played$).toBeObservable(cold('ab-a-----(e|)', ms));
    expect(played$).toSatisfyOnFlush(() => {
      expect(sounded(sink)).toEqual([[0, [100, 100, 100, 50, 0, 300, 300, 300, 300]]]);
    });
  }));

  it.each([-1, NaN, Infinity])('should refuse a fade of %d ms', (fadeOut) => {
    expect(() => play(virtualSink(), { fadeOut })).toThrow(expect.objectContaining({ code: 'invalid-option', option: 'fadeOut' }));
  });
});

describe('an interruption', () => {
  it('should leave nothing but the fade to hear, at every moment of a turn', () => {
    const eight = format('linear16', 8000);
    const long = Array.from({ length: 5 }, (_, n) => samples(Array<number>(32).fill(n + 1), eight));
    for (let moment = 0; moment <= 30; moment++)
      new TestScheduler((found, wanted) => expect(found).toEqual(wanted)).run(({ cold: c, flush }) => {
        const sink = virtualSink({ stall: { at: 9, for: 5 } });
        const stop = c(`${moment}ms x`);
        c<AudioChunk>('abcde|', { a: long[0]!, b: long[1]!, c: long[2]!, d: long[3]!, e: long[4]! })
          .pipe(bufferAudio({ ahead: 4, lead: 3 }), play(sink, { fadeOut: 2 }), takeUntil(stop))
          .subscribe();
        flush();
        const end = sink.sounds().reduce((last, { at, data }) => Math.max(last, at + data.length / 16), 0);
        expect(end).toBeLessThanOrEqual(moment + 2 + 1 / 8);
      });
  }); // prettier-ignore

  it('should let no sample of the old turn sound after the first of the next, at every moment', () => {
    const turn = (value: number) => Array.from({ length: 4 }, () => chunk(value));
    for (let moment = 0; moment <= 20; moment++)
      new TestScheduler(() => undefined).run(({ cold: c, flush }) => {
        const sink = virtualSink({ latency: 1, stall: { at: 6, for: 4 } });
        const [old, next] = [of(...turn(100)), of(...turn(7))];
        c<Observable<AudioChunk>>(`a ${moment}ms b`, { a: old, b: next })
          .pipe(switchMap((audio) => audio.pipe(play(sink, { fadeOut: 2 }))))
          .subscribe();
        c('1s x').subscribe(() => sink.position());
        flush();

        const values = sink.sounds().flatMap(valuesOf);
        const begins = values.indexOf(7);
        expect(values.slice(begins)).toEqual(Array<number>(16).fill(7));
        // Of the old one: what was due by then, and at most the fade.
        expect(begins).toBeLessThanOrEqual(moment + 1 + 2);
      });
  });
});
