import { identity, type Observable, pipe, tap } from 'rxjs';
import { type AudioChunk, type Encoding, isSampleEncoding } from '../audio';
import { type AudioSink, bufferAudio, measureTurn, play, type TurnMetrics } from '../operators';
import { type SpeechCommand } from '../protocol';
import { shortChunks, type Synthesizer } from '../sessions';

/**
 * What a turn needs.
 *
 * @internal
 */
export interface SpokenTurn {
  readonly turn: string;
  readonly text$: Observable<string | SpeechCommand>;
  readonly tts: Synthesizer;
  readonly encoding: Encoding | undefined;
  readonly sink: AudioSink;
  readonly buffer: { readonly ahead?: number; readonly lead?: number } | undefined;
  /** Given each chunk that the sink gets. */
  readonly heard: (chunk: AudioChunk) => void;
  /** Given the latencies, at the end. */
  readonly measured: (metrics: TurnMetrics) => void;
}

/**
 * A turn from text to sound: emits how much was heard, ms; unsubscribing silences it.
 *
 * @internal
 */
export function speakTurn(given: SpokenTurn): Observable<number> {
  const { turn, text$, tts, encoding = 'linear16', sink, buffer, heard, measured } = given;
  const paced = isSampleEncoding(encoding)
    ? pipe(
        shortChunks(20, 'A turn'),
        bufferAudio({ ahead: buffer?.ahead ?? 0, lead: buffer?.lead ?? 200, max: Infinity }),
      )
    : identity<Observable<AudioChunk>>;
  return measureTurn(
    (mark) =>
      tts
        .speak(text$.pipe(mark('token'), mark('flush')), { turn })
        .pipe(mark('audio'), paced, tap(heard), play(sink), mark('played')),
    measured,
  );
}
