import {
  asyncScheduler,
  defer,
  finalize,
  from,
  type MonoTypeOperatorFunction,
  type Observable,
  type ObservableInput,
  tap,
} from 'rxjs';
import { metricsOf, noteMark, type TurnMark, type TurnMetrics, type TurnTimes } from './turnTimes';

/**
 * Marks a place in the pipeline of a turn: passes all values, and notes when the first one that counts came by.
 *
 * Of commands only a `flush` counts for `flush`, of transcripts only a final with words for `final`, of played ms only more
 * than 0 for `played`. Everywhere else any value does.
 *
 * @category Operators
 */
export type MarkTurn = <T>(mark: Exclude<TurnMark, 'silence'>) => MonoTypeOperatorFunction<T>;

/**
 * Measures the latency of a turn, at the places that the turn marks in its own pipeline.
 *
 * ```text
 * tokens$, mark('token')         --a-b------|             firstToken: 2
 * flushEvery(), mark('flush')    ------(BF)-|             firstFlush: 6
 * speak(tts), mark('audio')      -----------x--y|         firstByte: 5, from the flush
 * play(sink), mark('played')     -----------0--5---9|     firstAudible: 9 = when 5 ms were heard, less 5
 * told                           -------------------m
 * ```
 *
 * The turn begins when the result is subscribed to, or with its `final` mark. The result mirrors what `turn` gives. At its
 * completion, error or unsubscription, `told` is given what was measured, once; with an `interrupt` mark that is also when silence
 * begins. A line that is lost and dialled again stops no clock.
 *
 * @example
 * ```ts
 * const heardMs$ = measureTurn(
 *   (mark) =>
 *     tokens$.pipe(
 *       mark('token'),
 *       flushEvery({ sentences: 1 }),
 *       mark('flush'),
 *       speak(tts),
 *       mark('audio'),
 *       bufferAudio({ lead: 60 }),
 *       play(speaker),
 *       mark('played'),
 *       takeUntil(userSpeaks$.pipe(mark('interrupt'))),
 *     ),
 *   ({ firstAudible }) => console.log(`answered after ${firstAudible} ms`),
 * );
 * ```
 *
 * @param turn - makes the turn, with its marks
 * @param told - given the latencies, at the end
 * @returns the turn
 * @see {@link turnMetrics$} for a conversation, where nothing need be marked
 * @category Operators
 */
export function measureTurn<T>(
  turn: (mark: MarkTurn) => ObservableInput<T>,
  told: (metrics: TurnMetrics) => void,
): Observable<T> {
  return defer(() => {
    let times: TurnTimes = noteMark({}, 'begin', asyncScheduler.now());
    const note = (mark: TurnMark, before = 0) => {
      times = noteMark(times, mark, asyncScheduler.now() - before);
    };
    const mark: MarkTurn = (name) =>
      tap((value) => {
        if (counts(name, value))
          note(name, name === 'played' && typeof value === 'number' ? value : 0);
      });

    return from(turn(mark)).pipe(
      finalize(() => {
        note('silence');
        told(metricsOf(times));
      }),
    );
  });
}

function counts(mark: TurnMark, value: unknown): boolean {
  if (mark === 'played') return typeof value !== 'number' || value > 0;
  const { type, text } = Object(value) as { readonly type?: unknown; readonly text?: unknown };
  if (mark === 'flush') return type === undefined || type === 'flush';
  if (mark !== 'final' || type === undefined) return true;
  return type === 'final' && typeof text === 'string' && text.trim() !== '';
}
