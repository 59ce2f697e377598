/**
 * What to say and when to speak it: `text` adds words, `flush` asks for the speech of all words since the last flush.
 *
 * @category Sessions
 */
export type SpeechCommand =
  | {
      /** Adds words to the segment. */
      readonly type: 'text';
      /** The words, as written. */
      readonly text: string;
    }
  | {
      /** Ends the segment: it is spoken now. */
      readonly type: 'flush';
    };
