import { defer, finalize, map, merge, type Observable } from 'rxjs';
import {
  type AudioChunk,
  type GatewayOptions,
  recognizer,
  transcribe,
  utterances,
} from 'rxjs-voice';

/**
 * Writes down a conversation of two people who have a microphone each: who said what, as it is said.
 *
 * ```text
 * Ann          a-a-a------|
 * Ben          ------b-b-b|
 * twoSpeakers  ----p-----q|        p = 'Ann: Shall we begin?', q = 'Ben: Yes.'
 * ```
 *
 * A transcription has a line of its own, so one recogniser listens to both side by side, also when they talk at the same
 * time. Of a recording that has both on one track, ask the gateway's model for speakers: `speaker` of a final says which.
 */
export const twoSpeakers = (
  gateway: GatewayOptions,
  people: Readonly<Record<string, Observable<AudioChunk>>>,
): Observable<string> =>
  defer(() => {
    const stt = recognizer({ gateway, model: 'slng/deepgram/nova:3-en' });
    const each = Object.entries(people).map(([name, microphone$]) =>
      microphone$.pipe(
        transcribe(stt),
        utterances(),
        map(({ text }) => `${name}: ${text}`),
      ),
    );
    return merge(...each).pipe(finalize(() => stt.close()));
  });
