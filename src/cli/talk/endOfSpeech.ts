import {
  asyncScheduler,
  connect,
  defer,
  ignoreElements,
  merge,
  type MonoTypeOperatorFunction,
  tap,
} from 'rxjs';
import { type AudioChunk } from '../../audio';
import { detectSpeech } from '../../operators';
import { type AnswerMetrics, type ConversationEvent } from '../../sessions';

/** Short, so that an end is known before its final is here, ms. */
const hangOver = 200;

/**
 * Measures how long after the user fell silent their words were final, by what the microphone heard: a recogniser's own words
 * come late, and its last ones with the final itself.
 *
 * @returns `ears` watches the microphone, `mouth` the conversation; `measured` gives the metrics of an answer what they found
 * @internal
 */
export function endOfSpeech(): {
  readonly ears: MonoTypeOperatorFunction<AudioChunk>;
  readonly mouth: MonoTypeOperatorFunction<ConversationEvent>;
  readonly measured: (metrics: AnswerMetrics) => AnswerMetrics;
} {
  let silentSince: number | undefined;
  const found = new Map<string, number>();

  return {
    ears: (audio$) =>
      defer(() => {
        let began: number | undefined;
        return audio$.pipe(
          tap(() => (began ??= asyncScheduler.now())),
          connect((shared$) =>
            merge(
              shared$.pipe(
                detectSpeech({ hangOver }),
                tap(({ type, at }) => {
                  silentSince = type === 'speech-end' ? (began ?? 0) + at : undefined;
                }),
                ignoreElements(),
              ),
              shared$,
            ),
          ),
        );
      }),
    mouth: tap((event) => {
      if (event.type !== 'heard' || silentSince === undefined) return;
      found.set(event.turn, Math.max(0, asyncScheduler.now() - silentSince));
    }),
    measured: (metrics) => {
      const endpointing = found.get(metrics.turn);
      found.delete(metrics.turn);
      return endpointing === undefined ? metrics : { ...metrics, endpointing };
    },
  };
}
