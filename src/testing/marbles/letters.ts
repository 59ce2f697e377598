const latin = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
const greek = 'αβγδεζηθικλμνξοπρστυφχψω'.split('');

/** Beyond them, one of the many thousand that follow each other from here. */
const more = 0x4e00;

/**
 * Hands out letters for diagrams, each once: one that reminds of the value where it is free, else the next.
 *
 * @returns a function from a value to a letter
 * @internal
 */
export function letters(): (value: unknown) => string {
  const taken = new Set<string>();
  let next = 0;

  const free = (letter: string) => !taken.has(letter);
  const following = () => {
    const basic = latin.find(free) ?? greek.find(free);
    if (basic !== undefined) return basic;
    return String.fromCodePoint(more + next++);
  };
  return (value) => {
    const hint = hintOf(value);
    const letter = [hint, hint.toUpperCase()].find((one) => latin.includes(one) && free(one));
    const found = letter ?? following();
    taken.add(found);
    return found;
  };
}

/** The first letter of what a value is or says. */
function hintOf(value: unknown): string {
  const { type, state } = Object(value) as { type?: unknown; state?: unknown };
  const word = [value, type, state].find((text) => typeof text === 'string') ?? '';
  return /[a-z]/.exec(word.toLowerCase())?.[0] ?? '';
}
