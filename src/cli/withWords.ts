import {
  concatWith,
  defer,
  EMPTY,
  type MonoTypeOperatorFunction,
  mergeMap,
  of,
  throwError,
} from 'rxjs';
import { usageError } from './CommandError';

const word = /[\p{L}\p{N}]/u;

/**
 * Holds text back until a letter or digit of it is here, and fails where none comes: there is nothing to say.
 *
 * @internal
 */
export const withWords = (): MonoTypeOperatorFunction<string> => (text$) =>
  defer(() => {
    let held = '';
    let found = false;
    return text$.pipe(
      mergeMap((text) => {
        if (found) return of(text);
        held += text;
        found = word.test(held);
        return found ? of(held) : EMPTY;
      }),
      concatWith(defer(() => (found ? EMPTY : throwError(() => nothingToSay(held))))),
    );
  });

const nothingToSay = (held: string) =>
  usageError(
    held.trim() === ''
      ? 'The text is empty, so there is nothing to say. Give at least one word.'
      : `The text ${JSON.stringify(held.trim().slice(0, 40))} has no letter or digit, so there is nothing to say. Give at least one word.`,
  );
