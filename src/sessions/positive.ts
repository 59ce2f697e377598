import { invalidOption } from '../errors';

/**
 * Refuses options that should be numbers above 0 and are not.
 *
 * @internal
 */
export function positive(owner: string, options: Readonly<Record<string, number>>): void {
  for (const [option, value] of Object.entries(options)) {
    if (value > 0) continue;
    throw invalidOption(
      option,
      `${owner}: ${option} is ${String(value)}; it must be a number above 0.`,
    );
  }
}
