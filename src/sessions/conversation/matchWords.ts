import { type Word } from '../../protocol';

/** How far a word may be behind the one before, in characters, where voices say words otherwise than they are written. */
const farthest = 32;

const letter = /[\p{L}\p{N}\p{M}\p{Cf}]/u;
const spoken = /[\p{L}\p{N}]/u;
const edges = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}\p{M}]+$/gu;
/** Scripts that write no space between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/**
 * How many characters of a text are over when some words of it were spoken.
 *
 * Words are looked for in order. One that a voice says otherwise than it is written, as `two` for `2`, is passed over.
 *
 * @returns the end of the last word that was found, with the punctuation behind it; 0 where none was
 * @internal
 */
export function matchWords(text: string, words: readonly Word[]): number {
  const searched = lowered(text);
  let reached = 0;
  for (const word of words) {
    const bare = word.text.replaceAll(edges, '');
    const wanted = lowered(bare === '' ? word.text.trim() : bare);
    const found = wanted === '' ? undefined : find(searched, wanted, reached);
    if (found !== undefined) reached = withPunctuation(text, found + wanted.length);
  }
  return reached;
}

/** Lower case, unless that moves the characters. */
const lowered = (text: string): string => {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
};

function find(text: string, word: string, from: number): number | undefined {
  let at = text.indexOf(word, from);
  while (at >= 0 && at - from <= farthest) {
    if (isBoundary(text, at) && isBoundary(text, at + word.length)) return at;
    at = text.indexOf(word, at + 1);
  }
  return undefined;
}

function isBoundary(text: string, at: number): boolean {
  const before = /.?$/su.exec(text.slice(Math.max(at - 2, 0), at))?.[0] ?? '';
  const after = String.fromCodePoint(text.codePointAt(at) ?? 32);
  if (/\p{M}|\p{Cf}/u.test(after)) return false;
  if (!letter.test(before) || !spoken.test(after)) return true;
  return unspaced.test(before) || unspaced.test(after);
}

function withPunctuation(text: string, end: number): number {
  const behind = /^[^\p{L}\p{N}\p{M}\s]+(?=\s|$)/u.exec(text.slice(end, end + farthest));
  return end + (behind?.[0].length ?? 0);
}
