import { encodeSttReply } from '../../protocol';
import { type Gateway } from '../Gateway';
import { type FaultLines } from './FaultTrigger';
import { moments } from './moments';
import { rewriteFrames } from './rewriteFrames';

const empty = encodeSttReply({ type: 'final_transcript', transcript: '' });

/**
 * Says an empty final before every final.
 *
 * ```text
 * gateway         R---p---f---
 * emptyFinal()    R---p---(ef)
 * ```
 *
 * @param fault - on how many lines, all where left out
 * @internal
 */
export const emptyFinal = ({ lines = Infinity, struck }: FaultLines = {}): ((
  gateway: Gateway,
) => Gateway) =>
  rewriteFrames(lines, (request) => {
    const { ofGateway } = moments(request);
    return (frame) => {
      if (!ofGateway(frame).includes('final')) return [frame];
      struck?.();
      return [empty, frame];
    };
  });
