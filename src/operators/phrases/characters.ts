/** Kinds of characters, as far as ends of sentences need them. */

// Sentence_Terminal of Unicode, the ellipsis, paragraph separators, and the Greek question mark with its usual spelling.
const terminators = String.raw`\p{STerm}…;\u037e\n\r\u0085\u2028\u2029`;

/** @internal */
export const terminator = new RegExp(`[${terminators}]`, 'u');

/** Where a sentence may end, or something begins in which none does. For `lastIndex`. */
export const special = new RegExp(`[${terminators}<\`[]`, 'gu');

/** @internal */
export const paragraph = /[\n\r\u0085\u2028\u2029]/;

/** Also what is not seen (accents, joiners), and how Markdown closes emphasis. */
export const closer = /["'\p{Pe}\p{Pf}\p{Pi}\p{M}\p{Cf}*_`~]/u;

/** Says how the sentence before it was meant, where it stands right behind it. */
export const emoji = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]/u;

/** @internal */
export const emphasis = /[*_`~]/g;

/** @internal */
export const blank = /\s/;

/** @internal */
export const letterOrNumber = /[\p{L}\p{N}]/u;

/** What may stand before the first letter of a sentence and tells nothing about it. */
export const opener = /["'\p{Ps}\p{Pi}\p{Pf}\p{Pd}*_~ \u00a0\u202f]/u;

/** Writing that puts no space behind a stop. */
export const spaceless = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Bopomofo}]/u;

/** The last word is an address, as far as it goes. */
export const address = /(?:[/@=&%]|www\.)\S*$/;

/**
 * The character at an index, whole where it is a pair of surrogates.
 *
 * @internal
 */
export function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}
