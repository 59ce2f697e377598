import { cold, hot, marbleTest } from 'jest-marbles';
import { map, type Observable, Subject, take, takeUntil, throwError } from 'rxjs';
import { type MarkTurn, measureTurn, type TurnMetrics } from '../../src/operators';
import { metricsOf, noteMark, type TurnMark } from '../../src/operators/turnTimes';

const noted = (...marks: readonly (readonly [TurnMark | 'begin', number])[]) =>
  metricsOf(marks.reduce((times, [mark, at]) => noteMark(times, mark, at), {}));

describe('the times of a turn', () => {
  it.each([
    ['nothing', [], {}],
    ['the model', [['begin', 10], ['token', 15]], { firstToken: 5 }],
    ['the gateway, from the flush', [['begin', 0], ['token', 5], ['flush', 7], ['audio', 30]], { firstToken: 5, firstFlush: 7, firstByte: 23 }],
    ['from the final, where there is one', [['begin', 0], ['final', 100], ['played', 150]], { firstAudible: 50 }],
    ['only first times', [['begin', 0], ['token', 5], ['token', 9]], { firstToken: 5 }],
    ['the last end of speech before the final', [['speech-end', 5], ['speech-end', 8], ['final', 18], ['speech-end', 30]], { endpointing: 10 }],
    ['silence after the interruption', [['silence', 3], ['interrupt', 5], ['silence', 9]], { silence: 4 }],
    ['no time below nothing', [['begin', 20], ['played', 15]], { firstAudible: 0 }],
  ] as const)('should measure %s', (_, marks, metrics) => {
    expect(noted(...marks)).toEqual(metrics);
  });
}); // prettier-ignore

describe('measureTurn', () => {
  /** A turn as a pipeline would be, each stage as its own diagram. */
  const turn = (mark: MarkTurn, stages: Partial<Record<Exclude<TurnMark, 'silence'>, Observable<unknown>>>) => {
    for (const [name, stage] of Object.entries(stages)) stage.pipe(mark(name as 'token')).subscribe();
  }; // prettier-ignore

  it('should measure what its diagram says', marbleTest(() => {
    const tokens = cold('  --a-b------|        ');
    const commands = cold('------(BF)-|        ', { B: { type: 'text', text: 'b' }, F: { type: 'flush' } });
    const audio = cold('   -----------x--y|    ');
    const played = cold('  -----------p--q---r|', { p: 0, q: 5, r: 9 });
    const result = '       -----------p--q---r|';
    const told: TurnMetrics[] = [];

    const turn$ = measureTurn((mark) => {
      turn(mark, { token: tokens, flush: commands, audio });
      return played.pipe(mark('played'));
    }, (metrics) => told.push(metrics));

    expect(turn$).toBeObservable(cold(result, { p: 0, q: 5, r: 9 }));
    expect(turn$).toSatisfyOnFlush(() => expect(told[0]).toEqual({ firstToken: 2, firstFlush: 6, firstByte: 5, firstAudible: 9 }));
  })); // prettier-ignore

  it('should measure the silence after an interruption', marbleTest(() => {
    const speaks = hot('-----x');
    const told: TurnMetrics[] = [];
    const turn$ = measureTurn((mark) => {
      const interrupt$ = speaks.pipe(mark('interrupt'));
      return cold('--a--b--c').pipe(mark('played'), takeUntil(interrupt$.pipe(map(() => 1))));
    }, (metrics) => told.push(metrics));

    expect(turn$).toSatisfyOnFlush(() => expect(told[0]).toEqual({ firstAudible: 2, silence: 0 }));
  })); // prettier-ignore

  it('should begin with a final of words, and take no notice of partials', marbleTest(() => {
    const heard = cold('-p-e-f', { p: { type: 'partial', text: 'a' }, e: { type: 'final', text: ' ' }, f: { type: 'final', text: 'a' } });
    const told: TurnMetrics[] = [];
    const turn$ = measureTurn((mark) => {
      turn(mark, { final: heard, token: cold('--------t'), 'speech-end': cold('--s') });
      return cold('----------|');
    }, (metrics) => told.push(metrics));

    expect(turn$).toSatisfyOnFlush(() => expect(told[0]).toEqual({ endpointing: 3, firstToken: 3 }));
  })); // prettier-ignore

  it('should tell once, however the turn ends, and measure each subscription anew', () => {
    const told: TurnMetrics[] = [];
    const source = new Subject<number>();
    const measured = (work: Observable<number>) => measureTurn((mark) => work.pipe(mark('token')), (metrics) => told.push(metrics)); // prettier-ignore

    measured(source).pipe(take(1)).subscribe();
    source.next(1);
    measured(throwError(() => new Error('no'))).subscribe({ error: () => undefined });
    measured(source).subscribe().unsubscribe();

    expect(told).toEqual([{ firstToken: expect.any(Number) }, {}, {}]);
    expect(source.observed).toBe(false);
  });
});
