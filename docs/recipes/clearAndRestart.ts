import { defer, finalize, type Observable, switchMap } from 'rxjs';
import { type AudioChunk, flushEvery, type GatewayOptions, speak, synthesizer } from 'rxjs-voice';

/**
 * Answers the newest question: another one stops the answer that is being spoken, and its own begins on the same line.
 *
 * ```text
 * questions$       p----q|                  q comes in the middle of the answer to p
 * clearAndRestart  --x-x 104ms y-y-y-|      x and y = the audio of the two answers
 * ```
 *
 * `switchMap` leaves the old turn, and leaving a turn sends `clear`. What the gateway still sends of it is dropped, and the
 * new one waits until the gateway has confirmed and was quiet for 100 ms. The model is told to stop as well: its tokens are
 * unsubscribed.
 */
export const clearAndRestart = (
  gateway: GatewayOptions,
  questions$: Observable<string>,
  answer: (question: string) => Observable<string>,
): Observable<AudioChunk> =>
  defer(() => {
    const tts = synthesizer({ gateway, model: 'slng/deepgram/aura:2-en' });
    return questions$.pipe(
      switchMap((question) =>
        answer(question).pipe(flushEvery({ sentences: 1, quiet: 400 }), speak(tts)),
      ),
      finalize(() => tts.close()),
    );
  });
