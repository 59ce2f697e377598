import { type Observable } from 'rxjs';
import { type AudioChunk, type AudioFormat } from '../audio';
import { type SpeechEvent, type Word } from '../protocol';

/**
 * A voice: what `ttsGateway` asks to speak.
 *
 * @category Gateway
 */
export interface SynthesisEngine {
  /**
   * Speaks one segment. Emits its audio in order, in `options.format`, and words with their times (ms since the segment's
   * first sample) no later than their audio; completes at the end. Unsubscribing stops the work.
   */
  synthesize(
    text: string,
    options: {
      /** A voice id, as the client sent it. */
      readonly voice?: string;
      /** A multiplier of the normal pace. */
      readonly speed?: number;
      /** What the audio must be. */
      readonly format: AudioFormat;
    },
  ): Observable<AudioChunk | Word>;
}

/**
 * What a recogniser yields: speech events, and of a final whether it answers a value of `finalize$`. It need not say so; where
 * it does, a client need not guess which of the finals on their way is the one it asked for.
 *
 * @category Gateway
 */
export type RecognitionEvent = SpeechEvent & {
  /** Whether this final answers a value of `finalize$`. */
  readonly fromFinalize?: boolean;
};

/**
 * A recogniser: what `sttGateway` asks to listen.
 *
 * @category Gateway
 */
export interface RecognitionEngine {
  /**
   * Listens to one session. Times are ms since the first sample of `audio$`. Each value of `finalize$` is answered by a
   * final, an empty one where nothing was said; a final of another cause is not marked as one. When `audio$` completes, the last final is emitted and the result completes.
   */
  recognize(
    audio$: Observable<AudioChunk>,
    options: {
      /** Each value asks for a final of what was heard so far. */
      readonly finalize$: Observable<unknown>;
      /** Whether partials are wanted. */
      readonly partials: boolean;
    },
  ): Observable<RecognitionEvent>;
}
