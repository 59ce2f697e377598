import { takeWhile } from 'rxjs';
import { type Gateway } from '../Gateway';
import { type FaultLines } from './FaultTrigger';
import { moments } from './moments';
import { onFirstLines } from './onFirstLines';

/**
 * Closes with 1000 where a segment would have ended, as routes do that know no end of audio.
 *
 * ```text
 * gateway                R---a---b---(FE)
 * closeInsteadOfEnd()    R---a---b---|
 * ```
 *
 * @param fault - on how many lines, all where left out
 * @internal
 */
export const closeInsteadOfEnd = ({ lines = Infinity, struck }: FaultLines = {}): ((
  gateway: Gateway,
) => Gateway) =>
  onFirstLines(lines, (gateway) => (client$, request) => {
    const { ofGateway } = moments(request);
    return gateway(client$, request).pipe(
      takeWhile((frame) => {
        const over = ofGateway(frame).includes('terminal');
        if (over) struck?.();
        return !over;
      }),
    );
  });
