import { type AudioChunk } from '../../audio';

/**
 * How far an answer came that did not end by itself. `heardText` and `unheardText` together are all of its text so far.
 *
 * @category Sessions
 */
export interface CutShort {
  /** The answer's name, which is also its turn's name in the synthesizer's events. */
  readonly turn: string;
  /** How much of it was heard, ms: what `play` said last. */
  readonly playedMs: number;
  /** What was heard of it, whole words: this is what the history keeps. */
  readonly heardText: string;
  /** What nobody heard, spoken, waiting or still being written. */
  readonly unheardText: string;
}

/**
 * What happens in a {@link conversation}. `turn` is the answer's name: `answer-1`, `answer-2`, ...
 *
 * Every answer begins with `heard` and ends with exactly one of `said`, `interrupted` and `failed`.
 *
 * @category Sessions
 */
export type ConversationEvent =
  | {
      /** The user is speaking. */
      readonly type: 'hearing';
      /** What was said since the last utterance, the tentative words included. */
      readonly text: string;
      /** The answer that the user talks over, where there is one. */
      readonly turn?: string;
    }
  | {
      /** The user has finished an utterance: its answer begins. */
      readonly type: 'heard';
      /** The answer's name. */
      readonly turn: string;
      /** The utterance. */
      readonly text: string;
    }
  | {
      /** The user said something over an answer that does not interrupt it, and needs no answer. */
      readonly type: 'dismissed';
      /** The answer's name. */
      readonly turn: string;
      /** What was said. */
      readonly text: string;
    }
  | {
      /** `token`: a piece of the answer was thought. `phrase`: text was handed to the voice, to be spoken as one. */
      readonly type: 'token' | 'phrase';
      /** The answer's name. */
      readonly turn: string;
      /** The text. */
      readonly text: string;
    }
  | {
      /** `speaking`: the first audio of the answer is here. `paused`, `resumed`: the user may be interrupting, and did not. */
      readonly type: 'speaking' | 'paused' | 'resumed';
      /** The answer's name. */
      readonly turn: string;
    }
  | {
      /** Audio to be heard now. Only without `play`. */
      readonly type: 'audio';
      /** The answer's name. */
      readonly turn: string;
      /** The audio. */
      readonly chunk: AudioChunk;
    }
  | {
      /** More of the answer was heard. */
      readonly type: 'playing';
      /** The answer's name. */
      readonly turn: string;
      /** How much of it, ms. */
      readonly playedMs: number;
    }
  | {
      /** The answer was heard to its end. */
      readonly type: 'said';
      /** The answer's name. */
      readonly turn: string;
      /** All of it. */
      readonly text: string;
      /** How long it was, ms. */
      readonly playedMs: number;
    }
  | (CutShort & {
      /** The user interrupted the answer: it is silent, and nothing more of it will be heard. */
      readonly type: 'interrupted';
    })
  | (CutShort & {
      /** The answer could not be thought, spoken or played. The conversation goes on. */
      readonly type: 'failed';
      /** Why: a `VoiceError` from speaking, or whatever `think` and `play` failed with. */
      readonly error: unknown;
    });
