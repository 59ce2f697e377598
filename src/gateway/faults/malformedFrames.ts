import { type Gateway } from '../Gateway';
import { type FaultLines } from './FaultTrigger';
import { malformed, putBefore } from './putBefore';

/**
 * Puts a message that cannot be read before each text message of the gateway: not JSON, not an object, empty.
 *
 * ```text
 * gateway              R-------a---F---
 * malformedFrames()    (!R)----a---(!F)
 * ```
 *
 * @param fault - on how many lines, all where left out
 * @internal
 */
export const malformedFrames = (fault: FaultLines = {}): ((gateway: Gateway) => Gateway) =>
  putBefore(malformed, fault);
