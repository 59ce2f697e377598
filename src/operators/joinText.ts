/** Scripts that are written without spaces between words, and the punctuation that belongs to them. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u3000-\u303f\uff00-\uffef]/u;

/**
 * Puts two texts together that were spoken one after the other: a space between them, but in scripts that have none.
 *
 * @internal
 */
export function joinText(before: string, after: string): string {
  const [a, b] = [before.trim(), after.trim()];
  if (a === '' || b === '') return a + b;
  const [last = '', first = ''] = [Array.from(a.slice(-2)).at(-1), Array.from(b.slice(0, 2))[0]];
  return unspaced.test(last) && unspaced.test(first) ? a + b : `${a} ${b}`;
}
