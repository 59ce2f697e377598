const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303f\uff00-\uff60]/u;

let segmenter: Intl.Segmenter | undefined;
const charactersOf = (text: string) => {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
};
const columns = (character: string) => (wide.test(character) ? 2 : 1);

/**
 * How wide a text is: characters as people count them, those of East Asia as two.
 *
 * @internal
 */
export function columnsOf(text: string): number {
  return charactersOf(text).reduce((sum, character) => sum + columns(character), 0);
}

/**
 * Cuts a text into pieces that are not wider than so many columns, inside no character.
 *
 * @internal
 */
export function fitting(text: string, width: number): string[] {
  if (text.length * 2 <= width) return [text];
  const pieces: string[] = [];
  let piece = '';
  let room = width;
  for (const character of charactersOf(text)) {
    room -= columns(character);
    if (room < 0) {
      pieces.push(piece);
      piece = '';
      room = width - columns(character);
    }
    piece += character;
  }
  return [...pieces, piece];
}
