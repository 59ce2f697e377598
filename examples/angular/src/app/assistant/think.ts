import { concatMap, delay, from, type Observable, of } from 'rxjs';
import { answerTo } from './answerTo';

/** As fast as a model of middling size, ms a token. */
const pace = 45;

/** Answers word by word, as a language model would, in the page alone: nothing that is said leaves for anybody but the gateway. */
export const think = (text: string): Observable<string> =>
  from(tokensOf(answerTo(text))).pipe(concatMap((token) => of(token).pipe(delay(pace))));

/** Words, each with the space behind it. */
const tokensOf = (text: string): string[] => text.match(/\S+\s*/g) ?? [];
