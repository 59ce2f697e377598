import { concat, connect, defer, EMPTY, type Observable } from 'rxjs';
import { type Frame } from '../../connection';
import { type Gateway, type GatewayRequest } from '../Gateway';
import { checkTrigger, type FaultTrigger, saysWhen } from './FaultTrigger';
import { onFirstLines } from './onFirstLines';
import { untilStrike } from './untilStrike';

/**
 * Lets a line run until a trigger strikes, or not at all where the trigger does not say when, and then lets the client see what
 * `bent` makes of the rest. Unlike in a line that breaks, the gateway lives and hears its client.
 *
 * ```text
 * gateway                                a---b---c|
 * bent at the b, to upper case           a---b---C|
 * ```
 *
 * @param fault - its name, for a trigger that cannot work
 * @param trigger - when
 * @param bent - what the client sees from then on
 * @internal
 */
export function bendLine(
  fault: string,
  trigger: FaultTrigger,
  bent: (rest$: Observable<Frame>, request: GatewayRequest) => Observable<Frame>,
): (gateway: Gateway) => Gateway {
  const later = saysWhen(trigger);
  if (later) checkTrigger(fault, trigger);

  return onFirstLines(
    trigger.lines ?? 1,
    (gateway) => (client$, request) =>
      defer(() => {
        const bend = (line$: Observable<Frame>) => {
          trigger.struck?.();
          return bent(line$, request);
        };
        if (!later) return bend(gateway(client$, request));

        const watch = untilStrike(trigger, request);
        return gateway(watch.client(client$), request).pipe(
          connect((line$) =>
            concat(
              watch.gateway(line$),
              defer(() => (watch.struck() ? bend(line$) : EMPTY)),
            ),
          ),
        );
      }),
  );
}
