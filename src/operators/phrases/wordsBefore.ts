import { address } from './characters';

/** Nobody has more initials. */
const longestName = 12;
const inWord = /[\p{L}\p{N}\p{M}.º°ª'’№§-]/u;
// Spanish doubles the letters of a plural: "EE. UU."
const letterWithStop = /^\P{L}*((?:(\p{Lu})\2|\p{L})\p{M}*\.)$/u;
const oneLetter = /^(?:(\p{Lu})\1|\p{L})\p{M}*(?:\.|$)/u;
/** `l'`, `dell'`: not part of the word that follows. */
const elided = /^\p{L}{1,5}['’](?=\p{L}{2})/u;

/** The end of a text from the last character on that is in no word. */
function lastPart(text: string): string {
  const characters = Array.from(text);
  return characters.slice(characters.findLastIndex((one) => !inWord.test(one)) + 1).join('');
}

/**
 * Reads the last words of a text: `name` is the last one, with the single letters before it that belong to it, as in `z. B`
 * and `J. R. R`, written without spaces; `previous` is the word before.
 *
 * @internal
 */
export function wordsBefore(text: string): { readonly name: string; readonly previous: string } {
  const words = text.split(/\s+/);
  const last = words.pop() ?? '';
  if (address.test(last)) return { name: '', previous: '' };
  let name = lastPart(last).replace(elided, '');
  if (oneLetter.test(name))
    for (
      let letter = letterOf(words);
      letter !== undefined && name.length < longestName;
      letter = letterOf(words)
    ) {
      name = letter + name;
      words.pop();
    }
  return { name, previous: lastPart(words.pop() ?? '') };
}

function letterOf(words: readonly string[]): string | undefined {
  return letterWithStop.exec(words.at(-1) ?? '')?.[1];
}
