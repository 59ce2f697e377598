/**
 * What must be known of a language to tell a full stop that ends a sentence from one that does not. Each is a list of words
 * with spaces between them, without their last stop. A word in small letters also stands for itself with a capital.
 *
 * @internal
 */
export interface Language {
  /** Something always follows: titles, `e.g`. */
  readonly before?: string;
  /** Goes on where a number follows. */
  readonly number?: string;
  /** Goes on, unless a word follows that begins sentences. */
  readonly either?: string;
  /** Ends of compounds that are such words: `Hauptstr`. */
  readonly endings?: string;
  /** Ends, unless a day, month or zone follows. */
  readonly closing?: string;
  /** Closed-class words that begin sentences, as written there, and are no names. */
  readonly starters?: string;
  /** Nouns before a single letter that is no initial: `plan B`. */
  readonly lettered?: string;
  /** Words before an ordinal that is written with a full stop. A language without them has no such ordinals. */
  readonly ordinal?: string;
  /** Days, months, zones of time. */
  readonly calendar?: string;
  /** Quotes that close here, though Unicode calls them opening. */
  readonly quotes?: string;
  /** `'spaced'` where a space stands before the closing quote `»`. */
  readonly guillemets?: 'spaced';
  /** Whether it has words without a vowel, so that such a word need not be an abbreviation. */
  readonly vowelless?: boolean;
  /** Whether a full stop and a space never end a sentence. */
  readonly stopless?: boolean;
}
