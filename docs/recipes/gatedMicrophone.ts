import { defer, delay, filter, finalize, map, type Observable, share } from 'rxjs';
import {
  type AudioChunk,
  detectSpeech,
  finals,
  gateSpeech,
  type GatewayOptions,
  recognizer,
  transcribe,
} from 'rxjs-voice';

/**
 * Sends speech only: a microphone that is open all day costs what is said, not its silence.
 *
 * ```text
 * microphone$      o 499ms v 249ms v 249ms o 499ms o 499ms o 499ms o|    o = 500 ms of silence, v = 250 ms of speech
 * gatedMicrophone  1500ms f 1000ms |                                     f = what was said
 * ```
 *
 * A gateway that hears no silence can not tell where an utterance ends. So the end of speech asks for its final. The line is
 * kept alive meanwhile. Times of what was heard count the audio that was sent.
 */
export const gatedMicrophone = (
  gateway: GatewayOptions,
  microphone$: Observable<AudioChunk>,
): Observable<string> =>
  defer(() => {
    const stt = recognizer({ gateway, model: 'slng/deepgram/nova:3-en' });
    const hot$ = microphone$.pipe(share());
    const speechEnds$ = hot$.pipe(
      detectSpeech(),
      filter(({ type }) => type === 'speech-end'),
      delay(0), // behind the audio of the same moment
    );
    return hot$.pipe(
      gateSpeech(),
      transcribe(stt, { finalizeOn: speechEnds$ }),
      finals(),
      map(({ text }) => text),
      filter((text) => text !== ''),
      finalize(() => stt.close()),
    );
  });
