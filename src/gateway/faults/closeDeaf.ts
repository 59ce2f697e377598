import { type Gateway } from '../Gateway';
import { bendLine } from './bendLine';
import { type FaultTrigger } from './FaultTrigger';

/**
 * Does not answer the client's close from a trigger on, or from the beginning, and goes on until it is cut off.
 *
 * ```text
 * client        -----close----------
 * closeDeaf()   --a-----b-----c-----
 * ```
 *
 * @param trigger - when, and on how many lines (the first one, where left out)
 * @internal
 */
export const closeDeaf = (trigger: FaultTrigger = {}): ((gateway: Gateway) => Gateway) =>
  bendLine('closeDeaf', trigger, (rest$, { line }) => {
    line?.answerClose?.(false);
    return rest$;
  });
