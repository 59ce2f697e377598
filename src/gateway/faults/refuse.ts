import { throwError } from 'rxjs';
import { retryableStatus, VoiceError } from '../../errors';
import { type Gateway } from '../Gateway';
import { onFirstLines } from './onFirstLines';

/**
 * How `faults.refuse` refuses.
 *
 * @category Gateway
 */
export interface RefuseFault {
  /** The HTTP status; 503 where left out. */
  readonly status?: number;
  /** What goes with it; empty where left out. */
  readonly body?: string;
  /** How many lines, the first ones of the wrapped gateway; 1 where left out. */
  readonly lines?: number;
}

/**
 * Refuses the handshake with an HTTP status and a body.
 *
 * @internal
 */
export function refuse({ status = 503, body = '', lines = 1 }: RefuseFault = {}): (
  gateway: Gateway,
) => Gateway {
  return onFirstLines(
    lines,
    () => () =>
      throwError(
        () =>
          new VoiceError(
            'socket-refused',
            `The gateway refused the connection with ${status}${body === '' ? '' : `: ${body}`}.`,
            { status, body },
            { retryable: retryableStatus(status) },
          ),
      ),
  );
}
