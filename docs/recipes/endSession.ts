import { catchError, concatMap, defer, EMPTY, finalize, type Observable, throwError } from 'rxjs';
import { type AudioChunk, type GatewayOptions, isVoiceError, synthesizer } from 'rxjs-voice';

/**
 * Hangs up: the session ends for good, whatever is being said or waits to be said.
 *
 * ```text
 * texts$      p-q-----------|
 * hangUp$     ----x
 * endSession  -a-a|             a = audio of p; q is never said
 * ```
 *
 * `close()` sends `close`, and every turn that runs, waits or comes later fails with `session-closed`. That is what hanging up
 * means here, so it completes.
 */
export const endSession = (
  gateway: GatewayOptions,
  texts$: Observable<string>,
  hangUp$: Observable<unknown>,
): Observable<AudioChunk> =>
  defer(() => {
    const tts = synthesizer({ gateway, model: 'slng/deepgram/aura:2-en' });
    const hangingUp = hangUp$.subscribe(() => tts.close());
    return texts$.pipe(
      concatMap((text) => tts.speak(text)),
      catchError((error: unknown) =>
        isVoiceError(error, 'session-closed') ? EMPTY : throwError(() => error),
      ),
      finalize(() => {
        hangingUp.unsubscribe();
        tts.close();
      }),
    );
  });
