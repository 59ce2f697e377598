/**
 * A spoken word and when it was spoken. Times are ms since the start of the audio they belong to.
 *
 * @category Sessions
 */
export interface Word {
  /** The word as written. */
  readonly text: string;
  /** When it begins, ms. */
  readonly start: number;
  /** When it ends, ms. */
  readonly end: number;
  /** How sure the recogniser is, 0 to 1. */
  readonly confidence?: number;
  /** Who said it, where the recogniser tells speakers apart. */
  readonly speaker?: string;
}

/**
 * Words that were heard: `partial` may still change and replaces the one before; `final` will not.
 *
 * @category Sessions
 */
export interface Transcript {
  /** Whether the words may still change. */
  readonly type: 'partial' | 'final';
  /** The words as written. An empty partial withdraws the one before. */
  readonly text: string;
  /** When the first word begins, ms since the first sample. */
  readonly start?: number;
  /** When the last word ends, ms since the first sample. */
  readonly end?: number;
  /** How sure the recogniser is, 0 to 1. */
  readonly confidence?: number;
  /** The language that was heard, as the gateway names it. */
  readonly language?: string;
  /** Who spoke, where the recogniser tells speakers apart. */
  readonly speaker?: string;
  /** Each word with its times. */
  readonly words?: readonly Word[];
}

/**
 * What listening yields. All times are ms since the first sample of the audio, however many lines it took.
 *
 * @category Sessions
 */
export type SpeechEvent =
  | Transcript
  | {
      /** The speaker has finished an utterance. */
      readonly type: 'utterance-end';
      /** When its last word ended, ms. */
      readonly at?: number;
    }
  | {
      /** Audio that no line will hear. */
      readonly type: 'gap';
      /** Where it begins, ms. */
      readonly from: number;
      /** Where it ends, ms. */
      readonly to: number;
    };
