import { asyncScheduler, concatMap, defer, map, type Observable } from 'rxjs';
import { metricsOf, noteMark, type TurnMetrics, type TurnTimes } from '../../operators';
import { type ConversationEvent } from './ConversationEvent';

/**
 * The latencies of an answer of a {@link conversation}, and how it ended.
 *
 * @category Sessions
 */
export interface AnswerMetrics extends TurnMetrics {
  /** The answer's name. */
  readonly turn: string;
  /** How it ended. */
  readonly outcome: 'said' | 'interrupted' | 'failed';
}

/**
 * What is known of the answer under way.
 *
 * @internal
 */
export interface Measuring {
  readonly times: TurnTimes;
  /** When the user was heard last, without an answer, and first over one. */
  readonly spoke: number | undefined;
  readonly overlap: number | undefined;
  /** When a pause silenced the answer, which may be a false alarm. */
  readonly paused: number | undefined;
}

/** @internal */
export const unmeasured: Measuring = {
  times: {},
  spoke: undefined,
  overlap: undefined,
  paused: undefined,
};

/**
 * What an event says about the latencies of its answer. Pure.
 *
 * @param now - ms by the clock
 * @internal
 */
export function measureEvent(
  state: Measuring,
  event: ConversationEvent,
  now: number,
): { readonly state: Measuring; readonly told?: AnswerMetrics } {
  const { times, spoke, overlap, paused } = state;
  const note = (next: TurnTimes) => ({ state: { ...state, times: next } });
  switch (event.type) {
    case 'hearing':
      return {
        state: {
          ...state,
          spoke: now,
          overlap: event.turn === undefined ? undefined : (overlap ?? now),
        },
      };
    case 'heard': {
      const ended = spoke === undefined ? {} : noteMark({}, 'speech-end', spoke);
      return {
        state: { ...unmeasured, times: noteMark(ended, 'final', now) },
      };
    }
    case 'token':
      return note(noteMark(times, 'token', now));
    case 'phrase':
      return note(noteMark(times, 'flush', now));
    case 'speaking':
      return note(noteMark(times, 'audio', now));
    case 'audio':
      return note(noteMark(times, 'played', now));
    case 'playing':
      return note(noteMark(times, 'played', now - event.playedMs));
    case 'paused':
      return { state: { ...state, overlap: overlap ?? now, paused: now } };
    case 'resumed':
      return { state: { ...state, overlap: undefined, paused: undefined } };
    case 'dismissed':
      return { state: { ...state, overlap: undefined } };
    case 'interrupted': {
      const cut = noteMark(noteMark(times, 'interrupt', overlap ?? now), 'silence', paused ?? now);
      return { state: { ...unmeasured, spoke }, told: answerOf(event.turn, 'interrupted', cut) };
    }
    case 'said':
    case 'failed':
      return { state: { ...unmeasured, spoke }, told: answerOf(event.turn, event.type, times) };
  }
}

const answerOf = (
  turn: string,
  outcome: AnswerMetrics['outcome'],
  times: TurnTimes,
): AnswerMetrics => ({ turn, outcome, ...metricsOf(times) });

/**
 * Tells the latencies of each answer of a conversation, when it ends.
 *
 * ```text
 * conversation$   i-u--t-p--s----l--d        i hearing, u heard, t token, p phrase, s speaking, l 2 ms played, d said
 * turnMetrics$    ------------------m        endpointing: 2, firstToken: 3, firstFlush: 5, firstByte: 3, firstAudible: 11
 * ```
 *
 * `endpointing` counts from the user's last words, as they were recognised, and `silence` from the first words over the
 * answer. Takes its time from RxJS's clock, so it must see the events when they happen. Errors and completion pass. It is also an
 * operator: `talk$.pipe(turnMetrics$)`.
 *
 * @example
 * ```ts
 * const talk$ = conversation(options).pipe(share());
 * turnMetrics$(talk$).subscribe(({ turn, firstAudible }) => console.log(turn, firstAudible));
 * ```
 *
 * @param conversation$ - the events; share them, since each subscription is a conversation of its own
 * @returns the latencies, one value for each answer
 * @category Sessions
 */
export function turnMetrics$(
  conversation$: Observable<ConversationEvent>,
): Observable<AnswerMetrics> {
  return defer(() => {
    let state = unmeasured;
    return conversation$.pipe(
      map((event) => {
        const step = measureEvent(state, event, asyncScheduler.now());
        state = step.state;
        return step.told;
      }),
      concatMap((told) => (told === undefined ? [] : [told])),
    );
  });
}
