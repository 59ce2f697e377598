import { blank, characterAt, letterOrNumber, opener } from './characters';
import { spanAt } from './spans';

/**
 * What follows a stop.
 *
 * @internal
 */
export interface Ahead {
  /** The quotes, brackets, dashes and spaces before `first`. */
  readonly lead: string;
  /** The first letter or digit. Empty where something else comes before one: an emoji, a sign, code. */
  readonly first: string;
  /** The word that `first` begins, as far as it is known; of a long one the beginning. */
  readonly word: string;
  /** Whether that is all of the word. */
  readonly whole: boolean;
  /** What stands behind the whole word. */
  readonly after: string;
}

const longestLead = 8;
const longWord = /^.{16}$/su;
const wordFrom = /[\p{L}\p{M}\p{N}'’]{1,16}/uy;

/**
 * Reads what follows a stop.
 *
 * @param text - the text so far
 * @param at - where the stop and its spaces end
 * @param end - where what is known of the text ends
 * @param last - whether nothing follows
 * @returns `undefined` where more text is needed to tell
 * @internal
 */
export function lookAhead(text: string, at: number, end: number, last: boolean): Ahead | undefined {
  const other = { lead: text.slice(at, at + 1), first: '', word: '', whole: true, after: '' };
  let lead = '';
  let place = at;
  for (let seen = 0; place < end && seen < longestLead; seen++) {
    const next = characterAt(text, place);
    if (letterOrNumber.test(next)) {
      wordFrom.lastIndex = place;
      const word = wordFrom.exec(text.slice(0, end))?.[0] ?? next;
      const after = place + word.length;
      return {
        lead,
        first: next,
        word,
        whole: after < end || longWord.test(word) || last,
        after: after < end ? text.charAt(after) : '',
      };
    }
    if (next === '<') {
      const span = spanAt(text, place, last);
      if (span === 'more') return undefined;
      if (span === undefined) return other;
      place += span.length;
      continue;
    }
    if (!opener.test(next) || (blank.test(next) && lead === '')) return other;
    lead += next;
    place += next.length;
  }
  return place < end || last ? other : undefined;
}
