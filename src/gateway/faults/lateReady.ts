import { concatMap, map, of, timer } from 'rxjs';
import { type Gateway } from '../Gateway';
import { checkNumber, type FaultLines } from './FaultTrigger';
import { moments } from './moments';
import { onFirstLines } from './onFirstLines';

/**
 * Holds `ready` back, and what comes behind it.
 *
 * ```text
 * gateway          R-----a-b|
 * lateReady(4)     ----R-a-b|
 * ```
 *
 * @param delay - how long, ms
 * @param fault - on how many lines, all where left out
 * @internal
 */
export function lateReady(
  delay: number,
  { lines = Infinity, struck }: FaultLines = {},
): (gateway: Gateway) => Gateway {
  checkNumber('lateReady', 'delay', delay, 0);

  return onFirstLines(lines, (gateway) => (client$, request) => {
    const { ofGateway } = moments(request);
    return gateway(client$, request).pipe(
      concatMap((frame) => {
        if (!ofGateway(frame).includes('ready')) return of(frame);
        struck?.();
        return timer(delay).pipe(map(() => frame));
      }),
    );
  });
}
