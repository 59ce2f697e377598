/**
 * Puts effects on the wire and the clock before those that users see. A user's handler may unsubscribe, and nothing may
 * leave or be armed after that which was decided before.
 *
 * @internal
 */
export function wireFirst<E>(
  effects: readonly E[],
  isForUsers: (effect: E) => boolean,
): readonly E[] {
  if (effects.length < 2) return effects;
  return [...effects.filter((effect) => !isForUsers(effect)), ...effects.filter(isForUsers)];
}
