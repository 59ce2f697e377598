import { defer, finalize, type Observable } from 'rxjs';
import {
  type AudioChunk,
  bufferAudio,
  type GatewayOptions,
  interruptOn,
  synthesizer,
} from 'rxjs-voice';

/**
 * Ends speech that is cut short with a fade of 15 ms instead of a click, for a player that cannot fade by itself.
 *
 * ```text
 * stop$    250ms x
 * fadeOut  --a 99ms b 99ms b 47ms (f|)      a, b, f = 85, 100 and 15 ms; f falls to silence
 * ```
 *
 * `interruptOn` holds the last 15 ms back, so that there is something left to fade. Where the sink fades, `play(sink)` and
 * `takeUntil(stop$)` do so without holding anything, as in the recipe for barge-in.
 */
export const fadeOut = (
  gateway: GatewayOptions,
  text: string,
  stop$: Observable<unknown>,
): Observable<AudioChunk> =>
  defer(() => {
    const tts = synthesizer({ gateway, model: 'slng/deepgram/aura:2-en' });
    return tts.speak(text).pipe(
      bufferAudio({ ahead: 200 }),
      interruptOn(stop$, { fadeOut: 15 }),
      finalize(() => tts.close()),
    );
  });
