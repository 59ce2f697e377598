/** A word of the text: as written, and in the letters flite can read. */
export interface Token {
  /** As it stands in the text, with its punctuation. */
  readonly text: string;
  /** Printable ASCII without spaces. */
  readonly spoken: string;
}

/** A sentence longer than this is cut at a comma, characters. */
const long = 120;
/** No part of a cut sentence is shorter than this, so that the pauses stay where a speaker makes them. */
const short = 30;
/** Cut even without a comma. */
const longest = 240;
/** A "word" longer than this is read in pieces. */
const longestToken = 60;

/** After these a period does not end a sentence. Lower case. */
const abbreviations = new Set(
  'dr mr mrs ms prof st sr jr vs etc inc ltd co no vol fig gen col capt lt sgt rev hon approx'.split(
    ' ',
  ),
);

/** What stands in for characters that flite does not know. */
const readable: readonly (readonly [RegExp, string])[] = [
  [/[‘’‚′]/g, "'"],
  [/[“”„″«»]/g, '"'],
  [/[–—―]/g, ','],
  [/…/g, '...'],
  [/ß/g, 'ss'],
  [/[æÆ]/g, 'ae'],
  [/[œŒ]/g, 'oe'],
  [/[øØ]/g, 'o'],
  [/[łŁ]/g, 'l'],
];

/**
 * Cuts text into what is spoken at a time: sentences, and the phrases of long ones.
 *
 * Flite speaks English. Accents are taken off; what has no ASCII form (other scripts, emoji, control characters) and what is
 * only punctuation is left out. Text without a letter or digit gives nothing.
 *
 * @internal
 */
export function phrasesOf(text: string): Token[][] {
  const phrases: Token[][] = [];
  let sentence: Token[] = [];
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text)) {
    sentence.push(...tokensOf(segment));
    if (endsInAbbreviation(segment)) continue;
    phrases.push(...cut(sentence));
    sentence = [];
  }
  phrases.push(...cut(sentence));
  return phrases.filter((phrase) => phrase.some(({ spoken }) => /[a-z0-9]/i.test(spoken)));
}

function tokensOf(text: string): Token[] {
  const pieces = text.match(/[^\s–—―]+[–—―]*/g) ?? [];
  return pieces
    .flatMap((piece) => piece.match(new RegExp(`.{1,${longestToken}}`, 'gsu')) ?? [])
    .map((piece) => ({ text: piece, spoken: asciiOf(piece) }))
    .filter(({ spoken }) => /[a-z0-9&%+=@]/i.test(spoken));
}

function asciiOf(text: string): string {
  const replaced = readable.reduce((rest, [from, to]) => rest.replace(from, to), text);
  return replaced.normalize('NFKD').replace(/[^!-~]/g, '');
}

function endsInAbbreviation(sentence: string): boolean {
  const last = /([a-z]+)\.\s*$/i.exec(sentence)?.[1]?.toLowerCase();
  return last !== undefined && (abbreviations.has(last) || (last.length === 1 && last !== 'i'));
}

function cut(sentence: readonly Token[]): Token[][] {
  const lengths = sentence.map(({ spoken }) => spoken.length + 1);
  let left = lengths.reduce((sum, length) => sum + length, 0);
  const parts: Token[][] = [];
  let part: Token[] = [];
  let size = 0;
  sentence.forEach((token, i) => {
    part.push(token);
    size += lengths[i] ?? 0;
    left -= lengths[i] ?? 0;
    const pause = /[,;:)]$/.test(token.spoken) && size >= short && left >= short;
    if ((pause && size + left > long) || size >= longest) {
      parts.push(part);
      part = [];
      size = 0;
    }
  });
  return part.length > 0 ? [...parts, part] : parts;
}
