import { type Gateway } from '../Gateway';
import { type FaultLines } from './FaultTrigger';
import { moments } from './moments';
import { rewriteFrames } from './rewriteFrames';

/**
 * Says every final twice.
 *
 * ```text
 * gateway             R---p---f---
 * duplicateFinal()    R---p---(ff)
 * ```
 *
 * @param fault - on how many lines, all where left out
 * @internal
 */
export const duplicateFinal = ({ lines = Infinity, struck }: FaultLines = {}): ((
  gateway: Gateway,
) => Gateway) =>
  rewriteFrames(lines, (request) => {
    const { ofGateway } = moments(request);
    return (frame) => {
      if (!ofGateway(frame).includes('final')) return [frame];
      struck?.();
      return [frame, frame];
    };
  });
