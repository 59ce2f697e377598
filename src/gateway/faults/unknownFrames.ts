import { type Gateway } from '../Gateway';
import { type FaultLines } from './FaultTrigger';
import { putBefore, unknown } from './putBefore';

/**
 * Puts a message that can be read and that nobody knows before each text message of the gateway.
 *
 * ```text
 * gateway            R-------a---F---
 * unknownFrames()    (?R)----a---(?F)
 * ```
 *
 * @param fault - on how many lines, all where left out
 * @internal
 */
export const unknownFrames = (fault: FaultLines = {}): ((gateway: Gateway) => Gateway) =>
  putBefore(unknown, fault);
