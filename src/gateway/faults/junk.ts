import { type Gateway } from '../Gateway';
import { type FaultLines } from './FaultTrigger';
import { malformed, putBefore, unknown } from './putBefore';

const [first, second, ...others] = malformed;
const rubbish = [first, unknown[0], second, unknown[1], ...others];

/**
 * Puts rubbish before each text message of the gateway, one of eight kinds in turn: what `unknownFrames` and `malformedFrames`
 * put there.
 *
 * ```text
 * gateway    R-------a---F---
 * junk()     (xR)----a---(xF)
 * ```
 *
 * @param fault - on how many lines, all where left out
 * @internal
 */
export const junk = (fault: FaultLines = {}): ((gateway: Gateway) => Gateway) =>
  putBefore(rubbish, fault);
