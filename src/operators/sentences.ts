import { abbreviationsOf } from './abbreviations';

/**
 * What must be known of a sentence so far to tell where it ends.
 *
 * @internal
 */
export interface SentenceState {
  /** The last characters before `stop`, or all of the sentence where it is shorter. */
  readonly context: string;
  /** A terminator and all that may follow it in the same sentence: more of them, closers, spaces. Empty inside a sentence. */
  readonly stop: string;
  /** Whether a space was among them: no closer of this sentence comes after one. */
  readonly spaced: boolean;
}

/**
 * Before the first character of a sentence.
 *
 * @internal
 */
export const sentenceStart: SentenceState = { context: '', stop: '', spaced: false };

/** Enough for the longest abbreviation, and for the rules of Unicode, which look no further back than the word. */
const contextLength = 24;
/** A longer stop keeps its first characters and its last. */
const stopLength = 64;

// Sentence_Terminal of Unicode, paragraph separators, and the Greek question mark with its usual spelling.
const terminator = /[\p{STerm};\u037e\n\r\u0085\u2028\u2029]/u;
const nextTerminator = new RegExp(terminator, 'gu');
// Also what is not seen (accents, joiners) and how Markdown closes emphasis.
const closer = /["'\p{Pe}\p{Pf}\p{Pi}\p{M}\p{Cf}*_`~]/u;
const space = /\s/;
const emphasis = /[*_`~]/g;

/**
 * Tells whether the character `next` begins a new sentence, after `context` and `stop`.
 *
 * @internal
 */
export type SentenceRule = (context: string, stop: string, next: string) => boolean;

/**
 * Finds where sentences begin in a text that comes in fragments.
 *
 * A beginning is decided at its first character and by nothing after it, so the fragments' sizes change nothing. Takes time
 * linear in the fragment's length.
 *
 * @param state - what the fragments before left
 * @param text - the next fragment; it cuts no surrogate pair
 * @param begins - the rule of the language
 * @returns the indices in `text` where a sentence begins, and what to go on with
 * @internal
 */
export function findSentences(
  state: SentenceState,
  text: string,
  begins: SentenceRule,
): { readonly starts: readonly number[]; readonly state: SentenceState } {
  const starts: number[] = [];
  let { context, stop, spaced } = state;
  let from = 0; // where `context` goes on
  for (let at = 0; at < text.length;) {
    if (stop === '') {
      nextTerminator.lastIndex = at;
      const found = nextTerminator.exec(text);
      const end = found?.index ?? text.length;
      context = lastOf(context, text, from, end);
      stop = found?.[0] ?? '';
      spaced = space.test(stop);
      at = from = end + stop.length;
      continue;
    }
    const next = String.fromCodePoint(text.codePointAt(at) ?? 0);
    const blank = space.test(next);
    if (blank || terminator.test(next) || (!spaced && closer.test(next))) {
      stop = stop.length < stopLength ? stop + next : stop.slice(0, stopLength - 1) + next;
      spaced ||= blank;
      at += next.length;
      from = at;
      continue;
    }
    if (begins(context, stop, next)) {
      starts.push(at);
      context = '';
    } else context = lastOf(context + stop, '', 0, 0);
    stop = '';
    // `next` itself is no terminator: the search goes on behind it, and it belongs to the context.
    from = at;
    at += next.length;
  }
  return { starts, state: { context: lastOf(context, text, from, text.length), stop, spaced } };
}

function lastOf(before: string, text: string, from: number, to: number): string {
  return (before + text.slice(Math.max(from, to - contextLength), to)).slice(-contextLength);
}

/**
 * Makes the rule of a language: that of `Intl.Segmenter`, except that abbreviations, initials and the number of a list item
 * do not end a sentence, and that a quotation goes on where a small letter follows it.
 *
 * @param locale - a BCP 47 tag
 * @throws RangeError for what is not one
 * @internal
 */
export function sentenceRule(locale: string): SentenceRule {
  const segmenter = new Intl.Segmenter(locale, { granularity: 'sentence' });
  const isAbbreviation = abbreviationsOf(new Intl.Locale(locale).language);

  return (context, stop, next) => {
    // "3.14", "example.com/a?b=c": by far the most frequent stops inside a sentence.
    if (/^[.?!]$/.test(stop) && /^[a-z0-9]$/.test(next)) return false;
    const before = context + stop.replace(emphasis, '');
    // Unicode gives an opening bracket right behind a stop to the sentence that ends; it opens the next one.
    const opens = !stop.startsWith('.') && /[\p{Ps}\p{Pi}]/u.test(next);
    if (
      segmenter.segment(before + (opens ? '一' : next)).containing(before.length)?.index !==
      before.length
    )
      return false;
    if (/\p{Ll}/u.test(next) && /["'\p{Pe}\p{Pf}][^\S\n\r]+$/u.test(stop)) return false;
    if (!/^\.[^\S\n\r\u0085\u2028\u2029]+$/.test(stop)) return true;
    const whole = context.length < contextLength;
    if (whole && /^[\s\p{P}]*\p{Nd}{1,3}$/u.test(context)) return false;
    const word = /[\p{L}\p{N}.ª]+$/u.exec(context)?.[0] ?? '';
    return !isAbbreviation(word, next);
  };
}
