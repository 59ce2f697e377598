import { type Gateway } from '../Gateway';
import { bendLine } from './bendLine';
import { checkNumber, type FaultTrigger } from './FaultTrigger';

/**
 * How slowly `faults.slowDrain` reads, and from when on; from the beginning where that is left out.
 *
 * @category Gateway
 */
export interface DrainFault extends FaultTrigger {
  /** Bytes a second, 0 or more. */
  readonly rate: number;
}

/**
 * Reads no faster than so many bytes a second: what the client sends piles up on its side, pings and the close too.
 *
 * ```text
 * client                    abc-------
 * slowDrain({ rate }) hears a---b---c-
 * ```
 *
 * @param fault - how slowly, when, and on how many lines (the first one, where left out)
 * @internal
 */
export function slowDrain({ rate, ...trigger }: DrainFault): (gateway: Gateway) => Gateway {
  checkNumber('slowDrain', 'rate', rate, 0);
  return bendLine('slowDrain', trigger, (rest$, { line }) => {
    line?.readRate?.(rate);
    return rest$;
  });
}
