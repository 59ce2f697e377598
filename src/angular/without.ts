/**
 * An object without some of its fields.
 *
 * @internal
 */
export const without = <T extends object, K extends keyof T>(
  object: T,
  ...fields: readonly K[]
): Omit<T, K> =>
  Object.fromEntries(
    Object.entries(object).filter(([name]) => !(fields as readonly unknown[]).includes(name)),
  ) as Omit<T, K>;
