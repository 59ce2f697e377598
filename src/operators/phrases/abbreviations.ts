import { anyLanguage, type Language, languages } from './languages';
import { type Ahead } from './lookAhead';
import { wordsBefore } from './wordsBefore';

/**
 * What the word before a full stop and a space says about the sentence.
 *
 * @param context - the sentence before the stop, or the end of it where it is longer than `longestContext`
 * @param ahead - what follows
 * @param item - the number of the list item that the sentence is in, 0 for none
 * @returns whether the sentence ends; `undefined` where the rest of the next word must tell; `'unknown'` where the word
 * tells nothing
 * @internal
 */
export type AbbreviationRule = (
  context: string,
  ahead: Ahead,
  item: number,
) => boolean | 'unknown' | undefined;

/**
 * The most characters of a sentence that are looked at before its stop.
 *
 * @internal
 */
export const longestContext = 64;

/** `J`, `U.S`, `J.R.R`. `I` and `Я` are words of their own far more often. */
const initials = /^(?![IЯ]$)(?:\p{Lu}\.-?)*\p{Lu}$/u;
const smallInitials = /^(?:\p{Ll}\.)+\p{Ll}$/u;
/** `3`, and the end of `5.-7`. */
const number = /^(?:\p{Nd}{1,2}\.?-)?\p{Nd}{1,4}$/u;
const roman = /^[IVXL]{1,5}$/;
/** `1`, `1.2`, `a`, `iv` where a sentence or a list begins. */
const marker =
  /(?:^|:\s)[\s\p{P}\p{S}]*(?:(?:\p{Nd}{1,3}\.){0,3}\p{Nd}{1,3}|\p{L}|[ivx]{1,4}|[IVX]{1,4})$/u;
/** `Bldg`, `Mfg`: no vowel and no letter twice in a row, as in `Hmm` and `Brr`. */
const vowelless = /^(?!.*(.)\1)[B-DF-HJ-NP-TV-XZ][b-df-hj-np-tv-xz]{1,4}$/;
const mark = /\p{M}/u;
const interjections = new Set(['Hm', 'Mhm', 'Pst', 'Sch', 'Tsk']);

const setOf = (...lists: readonly (string | undefined)[]) =>
  new Set(
    lists
      .flatMap((list) => list?.split(' ') ?? [])
      .filter((entry) => entry !== '')
      .flatMap((entry) => [entry, entry.charAt(0).toUpperCase() + entry.slice(1)]),
  );

/**
 * Makes the rule of a language.
 *
 * @param tag - the language's subtag, as in `en`
 * @internal
 */
export function abbreviationRule(tag: string): AbbreviationRule {
  const language: Language = languages.get(tag) ?? {};
  const before = setOf(anyLanguage.before, language.before);
  const numbered = setOf(anyLanguage.number, language.number);
  const either = setOf(anyLanguage.either, language.either);
  const closing = setOf(anyLanguage.closing, language.closing);
  const endings = language.endings?.split(' ') ?? [];
  const starters = setOf(language.starters);
  const calendar = setOf(language.calendar);
  const lettered = setOf(language.lettered);
  const ordinal = language.ordinal === undefined ? undefined : setOf(language.ordinal);

  /** Whether the next word begins a sentence. A letter with a stop of its own is no article: "J. A. Smith". */
  const begins = ({ whole, word, after }: Ahead) =>
    whole ? starters.has(word.replace('’', "'")) && after !== '.' : undefined;

  const ofOrdinal = (name: string, previous: string, ahead: Ahead) => {
    if (/[\p{Nd}\p{Lo}]/u.test(ahead.first)) return false;
    if (!ahead.whole) return undefined;
    if (calendar.has(ahead.word)) return false;
    // "der 3. Versuch", "Ludwig XIV. Platz"
    const led = ordinal?.has(previous) === true || (roman.test(name) && /^\p{Lu}/u.test(previous));
    return !led || starters.has(ahead.word);
  };

  return (context, ahead, item) => {
    if (language.stopless) return false;
    const { name, previous } = wordsBefore(context);
    const isNumber = number.test(name);
    if (marker.test(context)) return /^[IЯ]$/.test(name) ? begins(ahead) : false;
    if (isNumber && item > 0 && Number(name) === item + 1) return false;

    if (initials.test(name) && lettered.has(previous)) return true;
    const digit = /\p{Nd}/u.test(ahead.first);
    // "Dipl.-Ing.", and what is one letter with its signs where those are marks: "डॉ. ए."
    const tail = name.slice(name.lastIndexOf(mark.test(name) ? '.' : '-') + 1);
    if (before.has(name) || before.has(tail) || (digit && (numbered.has(name) || either.has(name))))
      return false;
    if (closing.has(name)) {
      if (digit || calendar.size === 0) return true;
      return ahead.whole ? !calendar.has(ahead.word) : undefined;
    }
    if (either.has(name) || endings.some((ending) => name.endsWith(ending))) return begins(ahead);
    if (ordinal && (isNumber || (roman.test(name) && name.length > 1)))
      return ofOrdinal(name, previous, ahead);
    if (initials.test(name) || smallInitials.test(name)) return begins(ahead);
    if (!language.vowelless && vowelless.test(name) && !interjections.has(name))
      return begins(ahead);
    return 'unknown';
  };
}
