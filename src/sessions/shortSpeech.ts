/**
 * The most that a second of speech holds, in letters of an alphabet. English is spoken at 12 to 17 characters a second, spaces
 * included (150 to 200 words a minute, of five letters and a space); only letters and digits are counted here, so that this is
 * more than a fast reader's pace.
 */
const lettersPerSecond = 17;

/**
 * What a letter of a script that writes whole syllables is worth, in letters of an alphabet. Measured reading speeds lie between
 * 5 and 8 syllables a second: 5.2 in Mandarin, 6.2 in English, 7.8 in Japanese.
 *
 * @see Pellegrino, Coupé, Marsico: A cross-language perspective on speech information rate. Language 87 (2011), 539-558.
 */
const weights: readonly (readonly [script: RegExp, weight: number])[] = [
  [/\p{Script=Han}/u, 3],
  [/[\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Ethiopic}\p{Script=Yi}]/u, 2],
];

/** Shorter texts prove nothing: less than 30 letters, about two seconds. */
const leastLetters = 30;

/** How far below the least that is plausible speech has to be to be told of. */
const share = 1 / 3;

/** What a voice reads the meaning of, and not the letters. */
const markup = /<[^<>]*>|https?:\S+/gu;

/**
 * The least time, ms, in which a voice can plausibly have said a text: as its letters at the fastest reader's pace. 0 for texts
 * too short to judge.
 *
 * @param text - as written; markup and links are left out
 * @param speed - how much faster than normally it is to be spoken; slower counts as normal
 * @internal
 */
export function leastSpeech(text: string, speed = 1): number {
  let letters = 0;
  for (const [letter] of text.replace(markup, '').matchAll(/[\p{L}\p{N}]/gu)) {
    letters += weightOf(letter);
  }
  return letters < leastLetters ? 0 : (letters / lettersPerSecond / Math.max(speed, 1)) * 1000;
}

/**
 * Whether speech is far too short for its text: less than a third of {@link leastSpeech}. Then most of the text was not said,
 * whatever the gateway's word; to miss some short speech is better than to doubt good speech.
 *
 * @param text - what was to be said
 * @param ms - how much speech came
 * @param speed - how much faster than normally
 * @returns the least time it should have taken, ms, where the speech is too short
 * @internal
 */
export function shortOf(text: string, ms: number, speed = 1): number | undefined {
  const least = leastSpeech(text, speed);
  return ms < least * share ? least : undefined;
}

function weightOf(letter: string): number {
  return letter <= '\u024f' ? 1 : (weights.find(([script]) => script.test(letter))?.[1] ?? 1);
}
