import { defer } from 'rxjs';
import { type Gateway } from '../Gateway';

/**
 * Gives the first lines of a gateway a fault, and none to those after them. Lines are counted for each gateway that is
 * wrapped, whoever dials.
 *
 * @internal
 */
export const onFirstLines =
  (lines: number, fault: (gateway: Gateway) => Gateway) =>
  (gateway: Gateway): Gateway => {
    const faulty = fault(gateway);
    let line = 0;
    return (client$, request) =>
      defer(() => (++line <= lines ? faulty : gateway)(client$, request));
  };
