import { concat, defer, EMPTY, type Observable } from 'rxjs';
import { type Frame } from '../../connection';
import { type Gateway } from '../Gateway';
import { checkTrigger, type FaultTrigger } from './FaultTrigger';
import { onFirstLines } from './onFirstLines';
import { untilStrike } from './untilStrike';

/**
 * Lets a line run until a trigger strikes, and then takes it from its gateway: it goes on, or ends, as `outcome` does. The
 * message of the gateway that strikes still passes. A gateway that ends before that ends as it would.
 *
 * @param fault - its name, for a trigger that cannot work
 * @param trigger - when
 * @param outcome - what the client sees from then on
 * @internal
 */
export function breakLine(
  fault: string,
  trigger: FaultTrigger,
  outcome: () => Observable<Frame>,
): (gateway: Gateway) => Gateway {
  checkTrigger(fault, trigger);

  return onFirstLines(
    trigger.lines ?? 1,
    (gateway) => (client$, request) =>
      defer(() => {
        const watch = untilStrike(trigger, request);

        return concat(
          watch.gateway(gateway(watch.client(client$), request)),
          defer(() => {
            if (!watch.struck()) return EMPTY;
            trigger.struck?.();
            return outcome();
          }),
        );
      }),
  );
}
