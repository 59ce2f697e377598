/** One of these is a syllable or more; a letter is not. */
const syllables = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** What takes no time of its own: the parts of a character behind its first, and pictures. */
const silent = /[\p{M}\p{Cf}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]/u;

const lengthOf = (character: string): number => {
  if (syllables.test(character)) return 3;
  return silent.test(character) ? 0 : 1;
};

/**
 * How long a text takes to say, in letters of an alphabet.
 *
 * @internal
 */
export function lengthSpoken(text: string): number {
  let sum = 0;
  for (const character of text) sum += lengthOf(character);
  return sum;
}

const wordRule = new Intl.Segmenter('en', { granularity: 'word' });

/**
 * The words of a text, in any script, and where each ends.
 *
 * @internal
 */
export const wordsOf = (text: string): { readonly text: string; readonly end: number }[] =>
  [...wordRule.segment(text)]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment, index }) => ({ text: segment, end: index + segment.length }));

/**
 * How many characters of a text are said when so much of the time that it takes is over: up to the end of the last whole word.
 *
 * @param share - from 0 to 1
 * @internal
 */
export function saidWithin(text: string, share: number): number {
  const allowed = lengthSpoken(text) * share;
  let said = 0;
  let from = 0;
  let length = 0;
  for (const { end } of wordsOf(text)) {
    length += lengthSpoken(text.slice(from, end));
    from = end;
    if (length > allowed) break;
    said = end;
  }
  return said;
}
