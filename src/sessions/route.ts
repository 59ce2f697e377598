/**
 * What a synthesizer has learned of its route, which no table of models says. It outlives lines, and is forgotten when a line
 * leads to another gateway of the list, which may be another route.
 *
 * @internal
 */
export interface Route {
  /** The gateway's place in the list. */
  readonly gateway: number;
  /** How often in a row a line that had spoken a segment refused the next one, which a fresh line then spoke. */
  readonly refusals: number;
  /** Whether it ends a segment in several pieces, such as its sentences: an end is the last only when nothing follows. */
  readonly cuts: boolean;
}

/** @internal */
export const newRoute = (gateway: number): Route => ({ gateway, refusals: 0, cuts: false });

/** So many refusals are no accident. One that says that trying again is no use counts for as many. */
const proof = 2;

/**
 * What a refusal says against its line, should a fresh line speak the segment.
 *
 * @param retryable - whether the gateway might have had a passing trouble
 * @internal
 */
export const weightOf = (retryable: boolean): number => (retryable ? 1 : proof);

/**
 * Whether each line of the route speaks one segment only.
 *
 * @internal
 */
export const spendsLines = ({ refusals }: Route): boolean => refusals >= proof;

/**
 * A segment begins to be heard.
 *
 * @param served - whether its line had spoken one before
 * @param weight - what the line before has said against itself by refusing it
 * @internal
 */
export function hearBeginning(route: Route, served: boolean, weight: number): Route {
  if (weight > 0) return { ...route, refusals: route.refusals + weight };
  return served && route.refusals > 0 ? { ...route, refusals: 0 } : route;
}
