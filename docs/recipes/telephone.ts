import { defer, finalize, type Observable, switchMap } from 'rxjs';
import {
  type AudioChunk,
  type AudioFormat,
  endOfTurn,
  flushEvery,
  frameAudio,
  type GatewayOptions,
  paceAudio,
  recognizer,
  speak,
  synthesizer,
  transcribe,
} from 'rxjs-voice';

const line: AudioFormat = { encoding: 'mulaw', sampleRate: 8000, channels: 1 };

/**
 * Answers a telephone: mu-law at 8 kHz in and out, in packets of 20 ms, with nothing converted on the way.
 *
 * ```text
 * caller$    c 19ms c 19ms c|                    packets of 20 ms
 * telephone  40ms -p 19ms p 19ms q 9ms |         the caller has said something; p = 20 ms of the answer, q = its last 10 ms
 * ```
 *
 * A caller who goes on talking stops the answer: `paceAudio` lets out a packet when it is due, so little is on the way.
 */
export const telephone = (
  gateway: GatewayOptions,
  caller$: Observable<AudioChunk>,
  answer: (question: string) => Observable<string>,
): Observable<AudioChunk> =>
  defer(() => {
    const { encoding, sampleRate } = line;
    const stt = recognizer({ gateway, model: 'slng/deepgram/nova:3-en', encoding, sampleRate });
    const tts = synthesizer({ gateway, model: 'slng/deepgram/aura:2-en', encoding, sampleRate });
    tts.warm(); // so that the first answer need not wait for a line
    return caller$.pipe(
      transcribe(stt),
      endOfTurn(),
      switchMap(({ text }) =>
        answer(text).pipe(
          flushEvery({ sentences: 1, quiet: 400 }),
          speak(tts),
          frameAudio({ ms: 20 }),
          paceAudio(),
        ),
      ),
      finalize(() => {
        stt.close();
        tts.close();
      }),
    );
  });
