import { abbreviationRule } from './abbreviations';
import { address, blank, emphasis, paragraph, spaceless } from './characters';
import { languages } from './languages';
import { type Ahead } from './lookAhead';
import { unicodeRule } from './unicodeRule';

/**
 * Where a sentence might end.
 *
 * @internal
 */
export interface Place {
  /** The sentence before the stop, or the end of it. */
  readonly context: string;
  /** The stop, its closers and spaces. */
  readonly stop: string;
  /** The number of the list item that the sentence is in, 0 for none. */
  readonly item: number;
}

/**
 * The rules of a language.
 *
 * @internal
 */
export interface SentenceRule {
  /** Whether a sentence ends at a place; `undefined` where the rest of the next word must tell. */
  ends(place: Place, ahead: Ahead): boolean | undefined;
  /** Whether a character closes the sentence before it, right behind the stop. */
  closes(character: string): boolean;
  /** Whether one does so behind a space. */
  closesApart(character: string): boolean;
}

const oneDot = /^\.\s+$/;
/** A stop that ends a sentence whatever follows. */
const asking = /(?![.\u2024\ufe52\uff0e])[\p{STerm};\u037e]/u;
const ellipsis = /^[.\s]*…/;
/** What follows a stop without a space in the same sentence. */
const continuing = /^[,;:\p{Pd}]/u;
const dash = /^\p{Pd}/u;
const small = /\p{Ll}/u;
const closingQuote = /["'\p{Pe}\p{Pf}\p{Pi}]\s+$/u;
const behindQuote = /["'\p{Pe}\p{Pf}\p{Pi}]$/u;
const apartQuote = /\s+(?=»)/g;
/** What follows a Japanese quotation in the same sentence. */
const particle = /[とっのはがをにもだでな]/;
/** `&amp`, before a semicolon that is no Greek question mark. */
const entity = /&#?\w{1,8}$/;
/** `iPhone`, `eBay`. */
const camel = /^\p{Ll}{1,2}\p{Lu}/u;
const threeLetters = /^.{3}/su;

/**
 * Makes the rules of a language: those of Unicode, corrected where a stop is no end and where an end has no stop of theirs.
 *
 * @param locale - a BCP 47 tag
 * @throws RangeError for what is not one
 * @internal
 */
export function sentenceRule(locale: string): SentenceRule {
  const tag = (Intl.getCanonicalLocales(locale)[0] ?? '').replace(/-.*/, '');
  const { quotes = '', guillemets } = languages.get(tag) ?? {};
  const unicode = unicodeRule(locale);
  const abbreviation = abbreviationRule(tag);

  /** Behind a stop without a space. */
  const goesOnTight = (context: string, stop: string, { lead, first }: Ahead) => {
    if (continuing.test(lead)) return true;
    if (/^[.…]+$/.test(stop)) return stop.includes('…') || lead !== '' || !spaceless.test(first);
    if (/^[!?]+$/.test(stop)) return /[\p{Ll}\p{Nd}]/u.test(first) || address.test(context);
    if (lead !== '' || !behindQuote.test(stop)) return false;
    return spaceless.test(first) ? /[」』]$/.test(stop) && particle.test(first) : first !== '';
  };

  return {
    closes: (character) =>
      /\p{Pi}/u.test(character)
        ? quotes.includes(character)
        : character !== '»' || !quotes.includes('«'),
    closesApart: (character) => guillemets === 'spaced' && character === '»',
    ends: ({ context, stop: written, item }, ahead) => {
      if (paragraph.test(written)) return true;
      if (written.startsWith(';') && entity.test(context)) return false;
      const stop = written.replace(emphasis, '').replace(apartQuote, '');
      const { first, lead, word, whole } = ahead;
      const tight = !blank.test(stop);
      if (tight && goesOnTight(context, stop, ahead)) return false;
      const name = camel.test(word);
      if (small.test(first) && !name) {
        if (!asking.test(stop) || dash.test(lead) || (!tight && closingQuote.test(stop)))
          return whole || threeLetters.test(word) ? false : undefined;
      }
      if (oneDot.test(stop)) {
        const verdict = abbreviation(context, ahead, item);
        if (verdict !== 'unknown') return verdict;
      }
      // Unicode knows no ellipsis and goes on behind every dash: it is not asked about them.
      return ellipsis.test(stop) || unicode(context + stop, name || first === '' ? 'A' : first);
    },
  };
}
