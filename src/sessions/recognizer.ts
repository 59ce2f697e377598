import { Observable, ReplaySubject, Subject, type Subscriber } from 'rxjs';
import { type SpeechEvent } from '../protocol';
import { checkSession } from './checkSession';
import { type HearingNote } from './hearing';
import { positive } from './positive';
import { type Recognizer, type RecognizerOptions, type SttEvent } from './RecognizerOptions';
import { type ConnectionStatus } from './SessionOptions';
import { sessionClosed } from './sessionClosed';
import { statusBoard } from './statusBoard';
import { transcribeInto } from './transcription';

/**
 * Makes a session that listens: audio in, words out, over lines that mend themselves.
 *
 * ```text
 * audio$                  -a-a-a-a-a-a|
 * stt.transcribe(audio$)  ----p---p------(f|)     p = partial, f = final
 * ```
 *
 * Nothing is dialled before the first chunk. What a lost line had heard without a final is sent again on the next one, and
 * its partial is withdrawn by an empty one; audio that no line will hear is a `gap`. All times are on one clock, ms since
 * the first sample. What the gateway cannot mend errors the transcription as a `VoiceError`.
 *
 * @example
 * ```ts
 * const stt = recognizer({
 *   gateway: { url: 'wss://us-east.api.slng.ai', token: () => fetchToken() },
 *   model: 'slng/deepgram/nova:3-en',
 * });
 * stt.transcribe(microphone$).pipe(finals()).subscribe(({ text }) => console.log(text));
 * ```
 *
 * @param options - the gateway, the model, and how patient to be
 * @returns the session
 * @throws a `VoiceError` `invalid-option` for options that cannot work
 * @category Sessions
 */
export function recognizer(options: RecognizerOptions): Recognizer {
  const { replayWindow = 30_000, finalTimeout = 5000, sampleRate = 1 } = options;
  positive('recognizer', { replayWindow, finalTimeout, sampleRate });
  checkSession('recognizer', options);
  const status = new ReplaySubject<ConnectionStatus>(1);
  const events = new Subject<SttEvent>();
  const running = new Set<Subscriber<SpeechEvent>>();
  const enter = statusBoard((next) => status.next(next));
  const counts = { unknown: 0, undecodable: 0, stray: 0 };
  let closed = false;

  const note = (event: HearingNote) => {
    if (!('sample' in event)) events.next(event);
    else events.next({ ...event, count: ++counts[event.type] });
  };
  status.next({ state: 'idle' });

  return {
    transcribe: (audio$, transcribeOptions = {}) =>
      new Observable<SpeechEvent>((output) => {
        if (closed) {
          output.error(sessionClosed('recognizer', 'listens'));
          return;
        }
        running.add(output);
        output.add(() => running.delete(output));
        transcribeInto(output, options, audio$, transcribeOptions, enter(), note);
      }),
    status$: status.asObservable(),
    events$: events.asObservable(),
    close: () => {
      if (closed) return;
      closed = true;
      status.next({ state: 'closed' });
      status.complete();
      for (const output of [...running]) output.error(sessionClosed('recognizer', 'listens'));
      events.complete();
    },
  };
}
