/** Where a text that is too long for one breath is cut. */

const sentenceEnd = /[\p{STerm}]["'\p{Pe}\p{Pf}\p{M}\p{Cf}*_`~]*$/u;
const phraseEnd = /[,;:，、；：]["'\p{Pe}\p{Pf}]*$/u;
const wideMark = /[，、；：]/;

const isSpace = (text: string, at: number) => /\s/.test(text.charAt(at));

/**
 * Finds the best place to cut a text that is longer than `limit`: behind the last sentence, else phrase, else word that fits,
 * with the spaces after it as far as they fit; else at the limit, or one before it inside a surrogate pair.
 *
 * Looks at the first `limit + 1` characters only, and back no further than needed.
 *
 * @param text - the text, longer than `limit`
 * @param limit - the most characters before the cut
 * @param blank - how many spaces the text begins with, fewer than `limit`; the cut lies behind the first word's beginning
 * @returns the length of the first part
 * @internal
 */
export function cutText(text: string, limit: number, blank: number): number {
  if (isSpace(text, limit)) {
    let end = limit;
    while (isSpace(text, end - 1)) end--;
    if (sentenceEnd.test(text.slice(Math.max(blank, end - 16), end))) return limit;
  }
  let word = 0;
  for (let at = limit; at > blank; at--) {
    if (!isSpace(text, at) && !isSpace(text, at - 1)) {
      if (wideMark.test(text.charAt(at - 1))) return at;
      continue;
    }
    if (word === 0) word = at;
    let end = at;
    while (isSpace(text, end - 1)) end--;
    if (phraseEnd.test(text.slice(Math.max(blank, end - 4), end))) return at;
    at = end;
  }
  if (word > 0) return word;
  const splits = /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(limit - 1, limit + 1));
  return splits ? (limit - 1 > blank ? limit - 1 : limit + 1) : limit;
}
