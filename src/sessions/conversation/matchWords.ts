import { type Word } from '../../protocol';
import { wordsOf } from './spokenLength';

/** How far a word may be behind the one before, in characters, where voices say words otherwise than they are written. */
const farthest = 32;

/** So many words behind one are asked whether its place is right. */
const witnesses = 8;

const letter = /[\p{L}\p{N}\p{M}\p{Cf}]/u;
const spoken = /[\p{L}\p{N}]/u;
const edges = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}\p{M}]+$/gu;
/** What no voice says. */
const tags = /<[^<>]*>/g;
/** Scripts that write no space between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/**
 * How many characters of a text are over when the first of its words were spoken.
 *
 * Words are looked for in order. One that a voice says otherwise than it is written, as `two` for `2`, is passed over, and must
 * not be taken for a later `two`. So a place behind more written words than were passed over counts only where the words that
 * are spoken next are written behind it too.
 *
 * @param words - in the order in which they are spoken, also those that were not spoken yet
 * @param count - how many of them were spoken
 * @returns the end of the last word that was found, with the punctuation behind it; 0 where none was
 * @internal
 */
export function matchWords(text: string, words: readonly Word[], count = words.length): number {
  const searched = lowered(text);
  const wanted = words.map(wantedOf);
  let reached = 0;
  let passed = 0;
  for (const [i, word] of wanted.slice(0, count).entries()) {
    const found = find(searched, word, reached);
    if (found === undefined || !isNext(found, i)) {
      passed++;
      continue;
    }
    reached = withPunctuation(text, found + word.length);
    passed = 0;
  }
  return reached;

  function isNext(found: number, i: number): boolean {
    if (wordsOf(text.slice(reached, found).replace(tags, ' ')).length <= passed) return true;
    const places = wanted
      .slice(i + 1, i + 1 + witnesses)
      .flatMap((word) => find(searched, word, reached, found - reached + farthest) ?? []);
    return places.length > 0 && places.every((place) => place > found);
  }
}

function wantedOf({ text }: Word): string {
  const bare = text.replaceAll(edges, '');
  return lowered(bare === '' ? text.trim() : bare);
}

/** Lower case, unless that moves the characters. */
const lowered = (text: string): string => {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
};

function find(text: string, word: string, from: number, within = farthest): number | undefined {
  if (word === '') return undefined;
  let at = text.indexOf(word, from);
  while (at >= 0 && at - from <= within) {
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
