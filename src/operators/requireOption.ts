import { invalidOption } from '../errors';

/**
 * Throws an `invalid-option` error unless an option of an operator can work.
 *
 * @param works - whether it can
 * @param operator - the operator's name
 * @param option - the option's name
 * @param needed - what it has to be, as the middle of a sentence: `more than 0 ms`
 * @param found - what it is
 * @internal
 */
export function requireOption(
  works: boolean,
  operator: string,
  option: string,
  needed: string,
  found: unknown,
): void {
  if (works) return;
  throw invalidOption(
    option,
    `${operator} needs its ${option} to be ${needed}, but found ${String(found)}. Correct the option.`,
  );
}
