import { defer, finalize, type Observable } from 'rxjs';
import {
  type AudioChunk,
  type Caption,
  captions,
  type GatewayOptions,
  recognizer,
  resampleAudio,
  transcribe,
} from 'rxjs-voice';

/**
 * Shows what is said into a microphone while it is said: `committed` stays, `tentative` may still change.
 *
 * ```text
 * microphone$  a-a-a-a-a|     chunks of sound
 * micCaptions  p---q-r--(s|)  p = (hel), q = Hello there., r = Hello there. (how are), s = Hello there. How are you?
 * ```
 *
 * The words in brackets are tentative. The microphone may have any rate: browsers give 48 kHz, and recognisers ask for 16.
 */
export const micCaptions = (
  gateway: GatewayOptions,
  microphone$: Observable<AudioChunk>,
): Observable<Caption> =>
  defer(() => {
    const stt = recognizer({ gateway, model: 'slng/deepgram/nova:3-en' });
    return microphone$.pipe(
      resampleAudio({ encoding: 'linear16', sampleRate: 16_000, channels: 1 }),
      transcribe(stt),
      captions(),
      finalize(() => stt.close()),
    );
  });
