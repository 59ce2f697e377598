import { type Gateway } from '../Gateway';
import { bendLine } from './bendLine';
import { type FaultTrigger } from './FaultTrigger';

/**
 * Answers no ping from a trigger on, or from the beginning. Messages pass.
 *
 * ```text
 * client       ping------ping---
 * pingDeaf()   ------a--------b-
 * ```
 *
 * @param trigger - when, and on how many lines (the first one, where left out)
 * @internal
 */
export const pingDeaf = (trigger: FaultTrigger = {}): ((gateway: Gateway) => Gateway) =>
  bendLine('pingDeaf', trigger, (rest$, { line }) => {
    line?.answerPings?.(false);
    return rest$;
  });
