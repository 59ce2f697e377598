/**
 * Puts the effects of a step in the order of their phases; within one they stay as they were. What users see comes last: a
 * handler may unsubscribe, and nothing may leave or be armed after that which was decided before.
 *
 * @param phases - the phase of each type of effect
 * @internal
 */
export function inPhases<Type extends string, E extends { readonly type: Type }>(
  effects: readonly E[],
  phases: Readonly<Record<Type, number>>,
): readonly E[] {
  if (effects.length < 2) return effects;
  return [...effects].sort((a, b) => phases[a.type] - phases[b.type]);
}
