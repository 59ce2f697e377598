import { type Word } from './SpeechEvent';

/**
 * What a speaking gateway says, whatever its route calls it. Times in ms.
 *
 * @category Protocol
 */
export type TtsMessage =
  | {
      /** The session is open. */
      readonly type: 'ready';
      /** The gateway's name for it. */
      readonly sessionId?: string;
      /** Whether `text` may carry `partial`. */
      readonly acceptsPartialText?: boolean;
    }
  | {
      /** Some audio, in the encoding that was asked for. */
      readonly type: 'audio';
      /** Its bytes. A sample may be cut in two by the frame's end. */
      readonly data: Uint8Array;
    }
  | {
      /** When words are spoken, ms since the start of the segment's audio. */
      readonly type: 'words';
      /** The words. */
      readonly words: readonly Word[];
    }
  | {
      /** A stretch of audio begins or ends; a turn may have several. */
      readonly type: 'segment-start' | 'segment-end';
      /** The gateway's name for it. */
      readonly segmentId?: string;
    }
  | {
      /** Everything up to a flush was spoken. */
      readonly type: 'flushed';
    }
  | {
      /** The audio of a turn is over. */
      readonly type: 'audio-end';
      /** How long it was, ms. */
      readonly duration?: number;
    }
  | {
      /** `clear` was obeyed. */
      readonly type: 'cleared';
    }
  | GatewayGoodbye
  | GatewayFailure
  | GatewayNote;

/**
 * The gateway is going to end this line.
 *
 * @category Protocol
 */
export interface GatewayGoodbye {
  /** It will end; another line should take its place. */
  readonly type: 'go-away';
  /** How long it goes on, ms, where known. */
  readonly timeLeft?: number;
}

/**
 * An error frame of the gateway.
 *
 * @category Protocol
 */
export interface GatewayFailure {
  /** Something went wrong over there. */
  readonly type: 'error';
  /** The gateway's code, in lower case; empty where it gave none. */
  readonly code: string;
  /** The HTTP-like status the code stands for, where known. */
  readonly status?: number;
  /** The gateway's words. */
  readonly message: string;
}

/**
 * A frame with nothing to act on: `info` is known and harmless (`Metadata`, `Warning`, ...), `unknown` is a type nobody
 * told us about.
 *
 * @category Protocol
 */
export interface GatewayNote {
  /** Known and harmless, or unknown. */
  readonly type: 'info' | 'unknown';
  /** The frame's own `type`, or what it looks like. */
  readonly name: string;
  /** The beginning of the frame, at most 200 characters. */
  readonly sample: string;
}

/**
 * Why a frame could not be read.
 *
 * @category Protocol
 */
export interface DecodeFailure {
  /** Where in the frame, as in `config.sample_rate`; empty for the whole. */
  readonly path: string;
  /** The beginning of the frame, at most 200 characters. */
  readonly sample: string;
  /** One sentence: what was read, what was found, what was expected. */
  readonly message: string;
}
