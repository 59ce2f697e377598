import { type Range } from './phrases/ranges';

/** Where a text that is too long for one breath is cut. */

const sentenceEnd = /[\p{STerm}]["'\p{Pe}\p{Pf}\p{M}\p{Cf}*_`~]*$/u;
const phraseEnd = /[,;:，、；：]["'\p{Pe}\p{Pf}]*$/u;
const wideMark = /[，、；：]/;

const joining = /^[\p{M}\p{Cf}\p{Emoji_Modifier}]/u;
const flags = /^\p{Regional_Indicator}{2}$/u;

const isSpace = (text: string, at: number) => /\s/.test(text.charAt(at));

/** Whether a place is inside what is seen as one character, as far as that is told by the few around it. */
function splitsCharacter(text: string, at: number): boolean {
  const around = text.slice(at - 1, at + 1);
  if (/^[\ud800-\udbff][\udc00-\udfff]$/.test(around) || around.startsWith('\u200d')) return true;
  return joining.test(text.slice(at, at + 2)) || flags.test(text.slice(at - 2, at + 2));
}

/**
 * Finds the best place to cut a text that is longer than `limit`: behind the last sentence, else phrase, else word that fits,
 * with the spaces after it as far as they fit; else at the limit, or before it where it is inside an accented letter, an emoji
 * or a pair of surrogates. A tag, a link or a piece of code is not cut where it can stand whole behind the cut.
 *
 * Looks at the first characters up to the limit and the one behind it, and back no further than needed.
 *
 * @param text - the text, longer than `limit`
 * @param limit - the most characters before the cut
 * @param least - the cut lies behind more than so many characters: the spaces the text begins with, better all before its
 * first letter; fewer than `limit`
 * @param spans - the tags, links and pieces of code in the text, in order
 * @returns the length of the first part
 * @internal
 */
export function cutText(
  text: string,
  limit: number,
  least: number,
  spans: readonly Range[],
): number {
  let nth = spans.length - 1;
  // Asked from the end on only, so what lies behind is done with.
  const spanAcross = (at: number) => {
    while ((spans[nth]?.from ?? -1) >= at) nth--;
    const span = spans[nth];
    return span && at < span.to ? span : undefined;
  };
  if (isSpace(text, limit) && !spanAcross(limit)) {
    let end = limit;
    while (isSpace(text, end - 1)) end--;
    if (sentenceEnd.test(text.slice(Math.max(least, end - 16), end))) return limit;
  }
  let word = 0;
  for (let at = limit; at > least; at--) {
    const span = spanAcross(at);
    if (span) {
      at = span.from;
      if (at <= least) break;
      if (word === 0) word = at;
    }
    if (!isSpace(text, at) && !isSpace(text, at - 1)) {
      if (wideMark.test(text.charAt(at - 1))) return at;
      continue;
    }
    if (word === 0) word = at;
    let end = at;
    while (isSpace(text, end - 1)) end--;
    if (phraseEnd.test(text.slice(Math.max(least, end - 4), end))) return at;
    at = end;
  }
  if (word > 0) return word;
  let cut = limit;
  while (cut > least && splitsCharacter(text, cut)) cut--;
  if (cut > least) return cut;
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(limit - 1, limit + 1)) ? limit + 1 : limit; // prettier-ignore
}
