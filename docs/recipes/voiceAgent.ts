import { defer, filter, finalize, type Observable, share, switchMap, takeUntil } from 'rxjs';
import {
  type AudioChunk,
  type AudioSink,
  bufferAudio,
  detectSpeech,
  endOfTurn,
  flushEvery,
  type GatewayOptions,
  play,
  recognizer,
  speak,
  synthesizer,
  transcribe,
} from 'rxjs-voice';

/**
 * Holds a conversation: listens, lets a model answer when the user's turn is over, speaks the answer, and falls silent when
 * the user speaks again.
 *
 * ```text
 * microphone$  q 499ms o 599ms o 599ms r 499ms o 599ms |     q = a question, o = 600 ms of silence, r = 'Thank you.'
 * voiceAgent   501ms a 399ms b 399ms c 899ms a 598ms |            a = 0, b = 400, c = 800 ms heard
 * ```
 *
 * The answer begins at 501 ms and is cut at 1700, when `r` begins; at 2201 it answers to that. It emits how many ms of the
 * answer were heard, every 20 ms; the diagram shows every 400th. `endOfTurn` waits for people who pause in the middle of a
 * sentence.
 */
export const voiceAgent = (
  gateway: GatewayOptions,
  microphone$: Observable<AudioChunk>,
  answer: (question: string) => Observable<string>,
  sink: AudioSink,
): Observable<number> =>
  defer(() => {
    const stt = recognizer({ gateway, model: 'slng/deepgram/nova:3-en' });
    const tts = synthesizer({ gateway, model: 'slng/deepgram/aura:2-en' });
    const hot$ = microphone$.pipe(share());
    const userSpeaks$ = hot$.pipe(
      detectSpeech({ minSpeech: 200 }),
      filter(({ type }) => type === 'speech-start'),
    );
    const respond = (question: string) =>
      answer(question).pipe(
        flushEvery({ sentences: 1, quiet: 400 }),
        speak(tts),
        bufferAudio({ ahead: 200, lead: 100 }),
        play(sink),
        takeUntil(userSpeaks$),
      );
    return hot$.pipe(
      transcribe(stt),
      endOfTurn(),
      switchMap(({ text }) => respond(text)),
      finalize(() => {
        stt.close();
        tts.close();
      }),
    );
  });
