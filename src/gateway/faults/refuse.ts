import { throwError } from 'rxjs';
import { invalidOption, retryableStatus, VoiceError } from '../../errors';
import { type Gateway } from '../Gateway';
import { type FaultLines } from './FaultTrigger';
import { onFirstLines } from './onFirstLines';

/**
 * How `faults.refuse` refuses.
 *
 * @category Gateway
 */
export interface RefuseFault extends FaultLines {
  /** The HTTP status; 503 where left out. */
  readonly status?: number;
  /** What goes with it; empty where left out. */
  readonly body?: string;
}

/**
 * Refuses the handshake with an HTTP status and a body.
 *
 * @internal
 */
export function refuse({ status = 503, body = '', lines = 1, struck }: RefuseFault = {}): (
  gateway: Gateway,
) => Gateway {
  if (!(Number.isInteger(status) && status >= 200 && status <= 599)) {
    throw invalidOption(
      'status',
      `faults.refuse: ${status} is no status of an answer. Use a whole number from 200 to 599.`,
    );
  }
  return onFirstLines(
    lines,
    () => () =>
      throwError(() => {
        struck?.();
        return new VoiceError(
          'socket-refused',
          `The gateway refused the connection with ${status}${body === '' ? '' : `: ${body}`}.`,
          { status, body },
          { retryable: retryableStatus(status) },
        );
      }),
  );
}
