import { NEVER } from 'rxjs';
import { type Gateway } from '../Gateway';
import { breakLine } from './breakLine';
import { type FaultTrigger } from './FaultTrigger';

/**
 * Lets the line fall silent and stay open: the gateway hears nothing more and says nothing more, as when a peer has gone and
 * no packet says so.
 *
 * @param trigger - when; a number is a `time` in ms
 * @internal
 */
export function halfOpen(trigger: FaultTrigger | number): (gateway: Gateway) => Gateway {
  return breakLine(
    'halfOpen',
    typeof trigger === 'number' ? { time: trigger } : trigger,
    () => NEVER,
  );
}
