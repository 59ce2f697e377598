/**
 * Milliseconds for people: `0.4 s`, `12.3 s`.
 *
 * @internal
 */
export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/**
 * Reads a duration as people write it: `1.5s`, `300ms`, or milliseconds alone.
 *
 * @returns milliseconds; undefined where it is none
 * @internal
 */
export function parseDuration(text: string): number | undefined {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)(ms|s)?$/.exec(text.trim()) ?? [];
  if (digits === undefined) return undefined;
  return Number(digits) * (unit === 's' ? 1000 : 1);
}
