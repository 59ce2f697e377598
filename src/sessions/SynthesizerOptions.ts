import { type Observable } from 'rxjs';
import { type AudioChunk, type Encoding } from '../audio';
import { type SpeechCommand, type Word } from '../protocol';
import { type ConnectionStatus, type SessionOptions } from './SessionOptions';

/**
 * What becomes of a segment whose line was lost before its end.
 *
 * `resume` speaks it again, whole, and drops as many samples as were emitted of it, so that the listener hears it once.
 * `restart` speaks it again from its beginning. `skip` goes on to the next. `fail` errors the turn. In opus and mp3, which
 * cannot be cut by time, `resume` is `restart` once any was emitted.
 *
 * @category Sessions
 */
export type ReplayMode = 'resume' | 'restart' | 'skip' | 'fail';

/**
 * What a {@link synthesizer} needs to know. All times in ms.
 *
 * @category Sessions
 */
export interface SynthesizerOptions extends SessionOptions {
  /** The voice, as the model's provider names it. Default: the model's own. */
  readonly voice?: string;
  /** A multiplier of the voice's pace. Default: the model's own, 1. */
  readonly speed?: number;
  /** How the audio is encoded. Default: `linear16`. */
  readonly encoding?: Encoding;
  /** Hz. Default: 24000. */
  readonly sampleRate?: number;
  /** What becomes of a segment whose line was lost. Default: `resume`. */
  readonly replay?: ReplayMode;
  /** How long a line without work is kept; every open line is billed. Default: 10000. */
  readonly idleTimeout?: number;
  /** How long a flush may go without its first audio. Default: 10000. */
  readonly firstAudioTimeout?: number;
  /** How long the gateway may be silent while it owes audio. Default: 15000. */
  readonly turnTimeout?: number;
}

/**
 * What happens in a {@link Synthesizer}, beside the audio. `turn` is the turn's name.
 *
 * @category Sessions
 */
export type TtsEvent =
  | {
      /** A segment is complete and asked for. */
      readonly type: 'segment';
      /** The turn's name. */
      readonly turn: string;
      /** The segment's words, as written. */
      readonly text: string;
      /** Where its audio begins, ms of the turn's audio. */
      readonly at: number;
    }
  | {
      /** All audio of a segment is here. */
      readonly type: 'segment-end';
      /** The turn's name. */
      readonly turn: string;
      /** Where its audio ends, ms of the turn's audio. */
      readonly at: number;
    }
  | {
      /** When words are spoken. */
      readonly type: 'words';
      /** The turn's name. */
      readonly turn: string;
      /** The words, ms of the turn's audio. */
      readonly words: readonly Word[];
    }
  | {
      /** A turn was interrupted, a segment of it is spoken again on a new line, or all of it was spoken. */
      readonly type: 'interrupted' | 'replayed' | 'done';
      /** The turn's name. */
      readonly turn: string;
    }
  | {
      /**
       * A segment ended as it should, but with far less audio than its text is worth: less than a third of what the fastest reader
       * would take (17 letters a second; a Chinese character counts for three letters, a kana or a Korean syllable for two). Only
       * of texts of 30 letters or more, and in sample encodings. Most of the text was not said; nothing is done about it.
       */
      readonly type: 'short';
      /** The turn's name. */
      readonly turn: string;
      /** The segment's words, as written. */
      readonly text: string;
      /** The least that the text should have taken, ms. */
      readonly expectedMs: number;
      /** How much audio there was, ms. */
      readonly gotMs: number;
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
      /** A frame of no known type, one that could not be read, or one that belongs to nothing that was asked for. */
      readonly type: 'unknown' | 'undecodable' | 'stray';
      /** The beginning of the frame, secrets taken out. */
      readonly sample: string;
      /** How many of this type the synthesizer has seen, this one included. */
      readonly count: number;
      /** For `undecodable`: what was wrong, in a sentence. */
      readonly message?: string;
    };

/**
 * Speaks over a line that mends itself. Made by {@link synthesizer}.
 *
 * @category Sessions
 */
export interface Synthesizer {
  /**
   * One turn, cold. Turns go one after another in order of subscription. Unsubscribing before it completes interrupts: the
   * gateway is told to stop, and no late audio of it reaches the next turn.
   *
   * @param text - what to say, whole or as it comes; its completion flushes what waits, its error passes and interrupts
   * @param options - `turn`: the name of the turn in {@link Synthesizer.events$}; default `turn-1`, `turn-2`, ...
   */
  speak(
    text: string | Observable<string | SpeechCommand>,
    options?: { readonly turn?: string },
  ): Observable<AudioChunk>;
  /** Dials now, so that the first turn need not wait. An unused line ends after `idleTimeout`. */
  warm(): void;
  /** How the line is. Replays the latest, never errors, completes after `close()`. */
  readonly status$: Observable<ConnectionStatus>;
  /** What happens beside the audio. Hot, never errors, completes after `close()`. */
  readonly events$: Observable<TtsEvent>;
  /** Ends the session for good: what speaks or comes later fails with `session-closed`. */
  close(): void;
}
