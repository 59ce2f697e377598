import { concatMap, from, map, type Observable, timer } from 'rxjs';

/** How long a model takes for a token, ms: not the same each time. */
const gaps = [40, 55, 45, 60, 50];

/** The longest token, characters: longer words come in pieces. */
const longest = 6;

/**
 * Cuts text as a language model writes it: words with the space before them, long ones in pieces.
 *
 * @internal
 */
export const tokensOf = (text: string): string[] =>
  (text.match(/\s*\S+/g) ?? []).flatMap(
    (word) => word.match(new RegExp(`.{1,${longest}}`, 'gs')) ?? [],
  );

/**
 * Writes text token by token, each 40 to 60 ms after the one before.
 *
 * @internal
 */
export const writeTokens = (text: string): Observable<string> =>
  from(tokensOf(text)).pipe(
    concatMap((token, i) => timer(gaps[i % gaps.length] ?? 50).pipe(map(() => token))),
  );
