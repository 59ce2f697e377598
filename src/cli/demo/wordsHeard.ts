/**
 * How what was heard compares with what was said, in words.
 *
 * @internal
 */
export interface WordScore {
  /** How many words were said. */
  readonly said: number;
  /** How many of them were heard, in their order. */
  readonly heard: number;
  /** How many were heard that nobody said. */
  readonly extra: number;
}

/**
 * Counts the words that were heard, in the order they were said. Case and punctuation do not count.
 *
 * @internal
 */
export function wordsHeard(said: string, heard: string): WordScore {
  const saidWords = wordsOf(said);
  const heardWords = wordsOf(heard);
  const common = longestCommon(saidWords, heardWords);
  return { said: saidWords.length, heard: common, extra: heardWords.length - common };
}

/**
 * The words of a text, in lower case, without punctuation.
 *
 * @internal
 */
export const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replaceAll('’', "'")
    .match(/[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*/gu) ?? [];

/** The length of the longest sequence of words that is in both, in order, gaps allowed. */
function longestCommon(a: readonly string[], b: readonly string[]): number {
  let before = new Array<number>(b.length + 1).fill(0);
  for (const word of a) {
    const row = [0];
    b.forEach((other, j) => {
      const skipped = Math.max(before[j + 1] ?? 0, row[j] ?? 0);
      row.push(word === other ? (before[j] ?? 0) + 1 : skipped);
    });
    before = row;
  }
  return before[b.length] ?? 0;
}
