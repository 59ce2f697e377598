import { throwError } from 'rxjs';
import { VoiceError } from '../../errors';
import { type Gateway } from '../Gateway';
import { breakLine, type FaultTrigger } from './breakLine';

/**
 * Cuts the line, as a lost network does: the client gets no word of it but the 1006 of its own socket.
 *
 * ```text
 * gateway                    R-----a-b-c-d-F
 * dropAfter({ frames: 3 })   R-----a-(b#)
 * ```
 *
 * @param trigger - when, and on how many lines (the first one, where left out)
 * @internal
 */
export function dropAfter(trigger: FaultTrigger): (gateway: Gateway) => Gateway {
  return breakLine('dropAfter', trigger, () => throwError(lost));
}

const lost = () =>
  new VoiceError(
    'socket-lost',
    'The gateway cut the line, as it was told to. Dial again.',
    {},
    { retryable: true },
  );
