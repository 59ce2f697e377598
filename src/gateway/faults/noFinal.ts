import { filter } from 'rxjs';
import { type Gateway } from '../Gateway';
import { bendLine } from './bendLine';
import { type FaultTrigger } from './FaultTrigger';
import { moments } from './moments';

/**
 * Swallows every final from a trigger on, or from the beginning: what was said is never told, and a `finalize` never answered.
 *
 * ```text
 * gateway                   R---p---f---p---f
 * noFinal({ at: 'final' })  R---p---f---p----
 * ```
 *
 * @param trigger - when, and on how many lines (the first one, where left out); `struck` is called for each final
 * @internal
 */
export const noFinal = ({ struck, ...trigger }: FaultTrigger = {}): ((
  gateway: Gateway,
) => Gateway) =>
  bendLine('noFinal', trigger, (rest$, request) => {
    const { ofGateway } = moments(request);
    return rest$.pipe(
      filter((frame) => {
        const final = ofGateway(frame).includes('final');
        if (final) struck?.();
        return !final;
      }),
    );
  });
