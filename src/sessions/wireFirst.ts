/**
 * Puts effects on the wire and the clock before those that users see. A user's handler may unsubscribe, and nothing may
 * leave or be armed after that which was decided before.
 *
 * @internal
 */
export function wireFirst<E extends { readonly type: string }>(
  effects: readonly E[],
  seenByUsers: ReadonlySet<E['type']>,
): readonly E[] {
  if (effects.length < 2) return effects;
  const isSeen = (effect: E) => seenByUsers.has(effect.type);
  return [...effects.filter((effect) => !isSeen(effect)), ...effects.filter(isSeen)];
}
