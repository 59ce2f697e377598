import { defer, filter, finalize, type Observable, takeUntil } from 'rxjs';
import {
  type AudioChunk,
  type AudioSink,
  bufferAudio,
  detectSpeech,
  type GatewayOptions,
  play,
  synthesizer,
} from 'rxjs-voice';

/**
 * Lets the user talk over the agent: when they begin to speak it falls silent, here and at the gateway.
 *
 * ```text
 * microphone$  o 99ms o 99ms v 99ms v 99ms v 99ms v    o = 100 ms of silence, v = 100 ms of speech
 * bargeIn      --(pp) 96ms q 99ms r 99ms s 97ms |      p, q, r, s = 0, 100, 200, 300 ms heard
 * ```
 *
 * What it emits, every 20 ms (the diagram shows whole tenths of a second), tells how much of the answer the user knows. Two things matter in practice: the microphone must not hear
 * the agent (browsers have `echoCancellation`), and `minSpeech` keeps a cough from stopping it.
 */
export const bargeIn = (
  gateway: GatewayOptions,
  answer: string,
  microphone$: Observable<AudioChunk>,
  sink: AudioSink,
): Observable<number> =>
  defer(() => {
    const tts = synthesizer({ gateway, model: 'slng/deepgram/aura:2-en' });
    const userSpeaks$ = microphone$.pipe(
      detectSpeech({ minSpeech: 200 }),
      filter(({ type }) => type === 'speech-start'),
    );
    return tts.speak(answer).pipe(
      bufferAudio({ ahead: 200, lead: 100 }),
      play(sink, { fadeOut: 15 }),
      takeUntil(userSpeaks$),
      finalize(() => tts.close()),
    );
  });
