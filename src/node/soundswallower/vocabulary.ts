/**
 * Takes the words of a vocabulary, each once: lower case for the recogniser, and as the caller spells it.
 *
 * Words are letters, digits and inner apostrophes; what else stands between them, hyphens too, separates. Of several
 * spellings of a word the one with the fewest capitals is kept, so that a text's first word is not capital everywhere.
 *
 * @internal
 */
export function vocabularyOf(words: readonly string[] | string): Map<string, string> {
  const text = typeof words === 'string' ? words : words.join(' ');
  const spellings = new Map<string, string>();
  for (const [found] of text
    .replaceAll('’', "'")
    .matchAll(/[\p{L}\p{M}\d]+(?:'[\p{L}\p{M}\d]+)*/gu)) {
    const key = found.toLowerCase();
    const known = spellings.get(key);
    if (known === undefined || capitals(found) < capitals(known)) spellings.set(key, found);
  }
  return spellings;
}

const capitals = (word: string) => word.replace(/\P{Lu}/gu, '').length;

/**
 * The words that a pronouncing dictionary, one entry a line, does not have.
 *
 * @internal
 */
export function missingWords(words: Iterable<string>, dictionary: string): string[] {
  const wanted = new Set(words);
  for (let at = 0; at < dictionary.length && wanted.size > 0;) {
    const end = dictionary.indexOf('\n', at);
    const line = dictionary.slice(at, end === -1 ? dictionary.length : end);
    wanted.delete(line.slice(0, line.indexOf(' ')));
    at = end === -1 ? dictionary.length : end + 1;
  }
  return [...wanted];
}

/**
 * A grammar in the Java Speech Grammar Format: any of the words, in any order, or none.
 *
 * @internal
 */
export function wordLoop(words: Iterable<string>): string {
  return `#JSGF V1.0; grammar words; public <words> = (${[...words].join(' | ')})*;`;
}
