import { type Observable } from 'rxjs';
import { type AudioChunk, type Encoding } from '../audio';
import { type SpeechEvent } from '../protocol';
import { type ConnectionStatus, type SessionOptions } from './SessionOptions';

/**
 * What a {@link recognizer} needs to know. All times in ms.
 *
 * @category Sessions
 */
export interface RecognizerOptions extends SessionOptions {
  /** How the audio is encoded: `linear16`, `mulaw` or `alaw`. Default: as the first chunk is. */
  readonly encoding?: Encoding;
  /** Hz. Default: as the first chunk is. */
  readonly sampleRate?: number;
  /** Whether partials are wanted. Default: true. */
  readonly partials?: boolean;
  /**
   * How much audio without a final is kept for a next line, also while there is none. What is pushed out of it unsent is a
   * `gap` at once, one for each chunk that does so, so that gaps of a long outage adjoin. Default: 30000.
   */
  readonly replayWindow?: number;
  /**
   * How long the gateway may take from `finalize` to its final. It begins again while a slow network still takes what was sent
   * before. Default: 5000.
   */
  readonly finalTimeout?: number;
}

/**
 * How a transcription is steered.
 *
 * @category Sessions
 */
export interface TranscribeOptions {
  /**
   * Each value asks for a final of the audio received before it, such as the end of speech a voice activity detector heard.
   * Ignored where no audio came since the last. Its error passes; its completion means nothing.
   */
  readonly finalizeOn?: Observable<unknown>;
}

/**
 * What happens in a {@link Recognizer}, beside what was heard.
 *
 * @category Sessions
 */
export type SttEvent =
  | {
      /** Audio without a final is sent again, on a new line. */
      readonly type: 'replayed';
      /** Where it begins, ms of the audio. */
      readonly from: number;
      /** Where it ends, ms of the audio. */
      readonly to: number;
    }
  | {
      /** The network is slower than the audio: it is held back (`held`) until there is room again (`released`). */
      readonly type: 'held' | 'released';
      /** So much of it waits in the socket, ms. */
      readonly waiting: number;
    }
  | {
      /** The gateway reported an error. */
      readonly type: 'error';
      /** The gateway's code; empty where it gave none. */
      readonly code: string;
      /** The gateway's words. */
      readonly message: string;
    }
  | {
      /** A frame of no known type, one that could not be read, or a final that had come before. */
      readonly type: 'unknown' | 'undecodable' | 'stray';
      /** The beginning of the frame, secrets taken out. */
      readonly sample: string;
      /** How many of this type the recognizer has seen, this one included. */
      readonly count: number;
      /** For `undecodable`: what was wrong, in a sentence. */
      readonly message?: string;
    };

/**
 * Listens over lines that mend themselves. Made by {@link recognizer}.
 *
 * @category Sessions
 */
export interface Recognizer {
  /**
   * One transcription, cold, on a line of its own. Times are ms since the first sample of `audio$`, however many lines it
   * takes. When `audio$` completes, the last final is awaited and the result completes. Unsubscribing ends the line.
   *
   * Other finals may be on their way when the last one is asked for. One that is not marked as the answer and ends before the
   * audio does is taken for the last when nothing follows it for 1 s; for longer, up to `finalTimeout`, where the audio came
   * faster than real time.
   *
   * @param audio$ - mono audio in a sample encoding, all of one format; its error passes at once
   * @param options - when to ask for a final
   */
  transcribe(audio$: Observable<AudioChunk>, options?: TranscribeOptions): Observable<SpeechEvent>;
  /** How the line of the newest transcription is. Replays the latest, never errors, completes after `close()`. */
  readonly status$: Observable<ConnectionStatus>;
  /** What happens beside what was heard. Hot, never errors, completes after `close()`. */
  readonly events$: Observable<SttEvent>;
  /** Ends the session for good: what listens or comes later fails with `session-closed`. */
  close(): void;
}
