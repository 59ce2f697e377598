import { wordsOf } from './spokenLength';

/**
 * What does not count as saying something: phrases, or a function that is asked of all the words said so far.
 *
 * @internal
 */
export type Backchannels = readonly string[] | ((text: string) => boolean);

/**
 * Makes a function that counts the words of a text that say something.
 *
 * @param backchannels - the phrases that do not; the longest one that fits is taken out first
 * @internal
 */
export function wordCounter(backchannels: Backchannels): (text: string) => number {
  if (typeof backchannels === 'function') {
    return (text) => (backchannels(text) ? 0 : wordsOf(text).length);
  }
  const phrases = new Set(backchannels.map((phrase) => plainWords(phrase).join(' ')));
  const longest = Math.max(0, ...[...phrases].map((phrase) => phrase.split(' ').length));

  return (text) => {
    const words = plainWords(text);
    let count = 0;
    for (let at = 0; at < words.length;) {
      const known = phraseAt(words, at);
      if (known === 0) count++;
      at += Math.max(known, 1);
    }
    return count;
  };

  function phraseAt(words: readonly string[], at: number): number {
    for (let length = longest; length > 0; length--) {
      const some = words.slice(at, at + length);
      if (some.length === length && phrases.has(some.join(' '))) return length;
    }
    return 0;
  }
}

const plainWords = (text: string): string[] =>
  // As typewriters write the apostrophe, so that each way fits the other.
  wordsOf(text.normalize('NFC').toLowerCase().replaceAll('’', "'")).map((word) => word.text);
