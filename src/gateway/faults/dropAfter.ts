import { type Gateway } from '../Gateway';
import { breakLine } from './breakLine';
import { cutting } from './cutting';
import { type FaultTrigger } from './FaultTrigger';

/**
 * Cuts the line, as a lost network does: the client gets no word of it but the 1006 of its own socket.
 *
 * ```text
 * gateway                    R-----a-b-c-d-F
 * dropAfter({ frames: 3 })   R-----a-(b#)
 * ```
 *
 * @param trigger - when, and on how many lines (the first one, where left out)
 * @internal
 */
export function dropAfter(trigger: FaultTrigger): (gateway: Gateway) => Gateway {
  return breakLine('dropAfter', trigger, cutting);
}
