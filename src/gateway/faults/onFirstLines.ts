import { defer } from 'rxjs';
import { type Gateway } from '../Gateway';
import { checkNumber } from './FaultTrigger';

/**
 * Gives the first lines of a gateway a fault, and none to those after them. Lines are counted for each gateway that is
 * wrapped, whoever dials.
 *
 * @internal
 */
export function onFirstLines(
  lines: number,
  fault: (gateway: Gateway) => Gateway,
): (gateway: Gateway) => Gateway {
  checkNumber('', 'lines', lines, 0, 'endless');

  return (gateway) => {
    const faulty = fault(gateway);
    let line = 0;
    return (client$, request) =>
      defer(() => (++line <= lines ? faulty : gateway)(client$, request));
  };
}
