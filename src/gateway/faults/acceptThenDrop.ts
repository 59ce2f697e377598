import { type Gateway } from '../Gateway';
import { dropAfter } from './dropAfter';
import { type FaultLines } from './FaultTrigger';

/**
 * Accepts a line and cuts it at once, before anything is said.
 *
 * @param fault - `lines`: how many, the first ones of the wrapped gateway; 1 where left out
 * @internal
 */
export function acceptThenDrop(fault: FaultLines = {}): (gateway: Gateway) => Gateway {
  return dropAfter({ ...fault, time: 0 });
}
