/**
 * Seconds as ms, to the microsecond: `1.1 * 1000` is 1100.0000000000002 as such.
 *
 * @internal
 */
export const toMs = (seconds: number): number => Math.round(seconds * 1e6) / 1e3;

/**
 * An object without the fields that are `undefined`.
 *
 * @internal
 */
export function defined<T extends object>(fields: {
  readonly [K in keyof T]: T[K] | undefined;
}): T {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fields)) if (value !== undefined) kept[key] = value;
  return kept as T;
}
