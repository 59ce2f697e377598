/** Words that can name no constant in a module, and what the printed code names itself. */
const taken =
  'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally ' +
  'for function if implements import in instanceof interface let new null package private protected public return static super ' +
  'switch this throw true try typeof undefined values var void while with yield';

/**
 * Makes names that code may use, each once: what is in the way gets a `$`.
 *
 * @returns a function from a name to one for code
 * @internal
 */
export function identifiers(): (name: string) => string {
  const used = new Set(taken.split(' '));
  return (name) => {
    const words = name.replace(
      /[^A-Za-z0-9_$]+(.)?/g,
      (_, next: string | undefined) => next?.toUpperCase() ?? '',
    );
    let found = /^[A-Za-z_$]/.test(words) ? words : `stream${words}`;
    while (used.has(found)) found += '$';
    used.add(found);
    return found;
  };
}
