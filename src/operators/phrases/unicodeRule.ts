/**
 * Tells whether Unicode, or a language's tailoring of it, ends a sentence at a place.
 *
 * @param before - the sentence up to there: its last words, the stop, its closers and spaces
 * @param next - the first letter or digit of what follows
 * @internal
 */
export type UnicodeRule = (before: string, next: string) => boolean;

/**
 * Makes the rule of a language from `Intl.Segmenter`, or where the platform has none from the characters alone.
 *
 * @param locale - a BCP 47 tag
 * @internal
 */
export function unicodeRule(locale: string): UnicodeRule {
  const { Segmenter } = Intl as Partial<typeof Intl>;
  // The Greek question mark is not in the little data that some builds carry.
  const greek = /^el\b/i.test(locale);
  if (Segmenter === undefined || greek) return plainRule(greek);
  const segmenter = new Segmenter(locale, { granularity: 'sentence' });
  return (before, next) =>
    segmenter.segment(before + next).containing(before.length)?.index === before.length;
}

const semicolon = /;["'\p{Pe}\p{Pf}\p{Pi}]*\s*$/u;
const fullStop = /[.\u2024\ufe52\uff0e]["'\p{Pe}\p{Pf}\p{Pi}]*(\s*)$/u;

/** Unicode's rules 6 to 11, as far as they can matter here. */
function plainRule(greek: boolean): UnicodeRule {
  return (before, next) => {
    if (semicolon.test(before)) return greek;
    const spaces = fullStop.exec(before)?.[1];
    if (spaces === undefined) return true;
    return !(spaces === '' ? /[\p{Lu}\p{Ll}\p{Nd}]/u : /\p{Ll}/u).test(next);
  };
}
