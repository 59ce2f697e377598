import { concatMap, defer, finalize, type Observable, takeUntil } from 'rxjs';
import { type AudioChunk, type GatewayOptions, synthesizer } from 'rxjs-voice';

/**
 * Stops what is being said when a button is pressed; what is to be said next is said over the same line.
 *
 * ```text
 * texts$   pq|                 q waits until p is said
 * stop$    ----x
 * stopNow  -a-a 104ms b-|      a, b = the audio of p and q
 * ```
 *
 * Leaving the turn is all: the session sends `clear`, and no late sound of it gets into the next one. `stop$` is hot, as
 * clicks are.
 */
export const stopNow = (
  gateway: GatewayOptions,
  texts$: Observable<string>,
  stop$: Observable<unknown>,
): Observable<AudioChunk> =>
  defer(() => {
    const tts = synthesizer({ gateway, model: 'slng/deepgram/aura:2-en' });
    return texts$.pipe(
      concatMap((text) => tts.speak(text).pipe(takeUntil(stop$))),
      finalize(() => tts.close()),
    );
  });
