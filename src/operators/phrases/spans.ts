/** Text that belongs together whatever stops are in it: tags, code, links. */

/**
 * What begins at a place of a text.
 *
 * @internal
 */
export interface Span {
  readonly kind: 'tag' | 'code' | 'fence' | 'link';
  readonly length: number;
  /** The stop it ends with inside its own brackets: `[Read this.](…)`. */
  readonly stop: string;
}

// Each with the beginnings of it that more text may complete. Bounded, and with classes that share no character where they
// meet, so that no text takes more than one pass.
const shapes = [
  {
    kind: 'tag',
    opener: '<',
    whole:
      /<(?:\/?[a-z][\w:.-]{0,40}\s{0,8}\/?|[a-z][\w:.-]{0,40}\s{1,8}[\w:.-]{1,40}\s{0,2}=[^<>]{0,240}|![^<>]{0,240})>/iy,
    begun:
      /<(?:\/?(?:[a-z][\w:.-]{0,40}\s{0,8}\/?)?|[a-z][\w:.-]{0,40}\s{1,8}[\w:.-]{1,40}\s{0,2}(?:=[^<>]{0,240})?|![^<>]{0,240})$/iy,
  },
  { kind: 'fence', opener: '`', whole: /```/y, begun: /`{1,2}$/y },
  { kind: 'code', opener: '`', whole: /`[^`\n]{1,160}`/y, begun: /`[^`\n]{0,160}$/y },
  {
    kind: 'link',
    opener: '[',
    whole: /\[[^[\]\n]{0,160}\]\([^()\s]{0,300}\)/y,
    begun: /\[[^[\]\n]{0,160}(?:\](?:\([^()\s]{0,300})?)?$/y,
  },
] as const;

const innerStop = /[.!?。！？…]+(?=[`\]])/;

/**
 * Finds what begins at a place.
 *
 * @param text - the text so far
 * @param at - the index of a `<`, a backtick or a `[`
 * @param last - whether nothing follows the text
 * @returns the span; `undefined` where it is none; `'more'` where only more text can tell
 * @internal
 */
export function spanAt(text: string, at: number, last: boolean): Span | 'more' | undefined {
  for (const { kind, opener, whole, begun } of shapes) {
    if (text.charAt(at) !== opener) continue;
    whole.lastIndex = begun.lastIndex = at;
    const found = whole.exec(text)?.[0];
    if (found !== undefined) {
      const stop = kind === 'code' || kind === 'link' ? (innerStop.exec(found)?.[0] ?? '') : '';
      return { kind, length: found.length, stop };
    }
    if (!last && begun.test(text)) return 'more';
  }
  return undefined;
}

// What was begun at the very end of a text: half a pair of surrogates, or a tag. No other `<` is in it.
const unfinished = /(?:[\ud800-\udbff]|<[^<>]{0,340})$/;

/**
 * Counts the characters at the end of a text that only make sense with what comes: half a pair of surrogates, or a tag.
 *
 * @internal
 */
export function unfinishedLength(text: string): number {
  const tail = unfinished.exec(text.slice(-340))?.[0] ?? '';
  if (!tail.startsWith('<')) return tail.length;
  const at = text.length - tail.length;
  return spanAt(text, at, false) === 'more' ? tail.length : 0;
}
