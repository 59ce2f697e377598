import { type Gateway } from '../Gateway';
import { type FaultLines } from './FaultTrigger';
import { moments } from './moments';
import { rewriteFrames } from './rewriteFrames';

/**
 * Never says `ready`. All else is as ever.
 *
 * ```text
 * gateway      R-------a---F
 * noReady()    --------a---F
 * ```
 *
 * @param fault - on how many lines, the first one where left out
 * @internal
 */
export const noReady = ({ lines = 1, struck }: FaultLines = {}): ((gateway: Gateway) => Gateway) =>
  rewriteFrames(lines, (request) => {
    const { ofGateway } = moments(request);
    return (frame) => {
      if (!ofGateway(frame).includes('ready')) return [frame];
      struck?.();
      return [];
    };
  });
