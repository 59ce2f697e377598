/** Words that a full stop follows without ending the sentence, as they are written, by language. */

const everywhere = 'Dr Prof St e.g i.e E.g I.e vs cf';

const always: Readonly<Record<string, string>> = {
  en: 'Mr Mrs Ms Mx Messrs Rev Fr Hon Pres Gov Sen Rep Gen Col Maj Capt Cmdr Lt Sgt Adm Mt Ft viz approx',
  de: 'Hr Fr Nr Str bzw ca z z.B d d.h u u.a o.ä vgl evtl ggf inkl Mio Mrd',
  fr: 'Mme Mlle MM Me p.ex env',
  es: 'Sr Sra Srta Dra Ud Uds D Dª p.ej',
};

const beforeNumbers =
  'No Nos Fig Figs fig figs Vol Vols vol vols p pp Ch ch Sec sec Art art Eq eq ca approx Nr ' +
  'Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec';

const setOf = (...lists: readonly (string | undefined)[]) =>
  new Set(lists.flatMap((list) => list?.split(' ') ?? []));

/** One or more capitals, each with its stop but the last: `J`, `U.S`. `I` is a word of its own far more often. */
const initials = /^(?!I$)(?:\p{Lu}\.)*\p{Lu}$/u;

/**
 * Makes a function that tells whether a word with a full stop goes on as an abbreviation.
 *
 * @param language - the language, as in `en`
 * @returns a function of the word without its stop, and of the character that follows after a space
 * @internal
 */
export function abbreviationsOf(language: string): (word: string, next: string) => boolean {
  const words = setOf(everywhere, always[language]);
  const numbered = setOf(beforeNumbers);
  return (word, next) => {
    if (words.has(word) || initials.test(word)) return true;
    if (/\p{Nd}/u.test(next)) return numbered.has(word);
    // "3. Mai": in German an ordinal.
    return language === 'de' && /^\p{Nd}{1,2}$/u.test(word);
  };
}
