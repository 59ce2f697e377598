import { catchError, concatMap, defer, EMPTY, finalize, type Observable } from 'rxjs';
import {
  type AudioChunk,
  bufferAudio,
  type GatewayOptions,
  isVoiceError,
  synthesizer,
} from 'rxjs-voice';

/**
 * Makes announcements one after the other, whenever they are called for, and goes on when one fails.
 *
 * ```text
 * texts$         p-q-r|                             three texts, almost at once
 * announcements  --a 20ms -b 20ms -c 19ms |         20 ms each: one begins when the one before was heard
 * ```
 *
 * `bufferAudio` completes when the last sample has played, so `concatMap` waits for what is heard and not for what was received.
 */
export const announcements = (
  gateway: GatewayOptions,
  texts$: Observable<string>,
  failed: (sentence: string) => void,
): Observable<AudioChunk> =>
  defer(() => {
    const tts = synthesizer({ gateway, model: 'slng/deepgram/aura:2-en' });
    const announce = (text: string) =>
      tts.speak(text).pipe(
        bufferAudio({ ahead: 200 }),
        catchError((error: unknown) => {
          failed(isVoiceError(error) ? `"${text}" was not said: ${error.message}` : String(error));
          return EMPTY;
        }),
      );
    return texts$.pipe(
      concatMap(announce),
      finalize(() => tts.close()),
    );
  });
