import { throwError } from 'rxjs';
import { retryableClose, VoiceError } from '../../errors';
import { type Gateway } from '../Gateway';
import { breakLine, type FaultTrigger } from './breakLine';

/**
 * What `faults.closeWith` says when it closes, and when that is.
 *
 * @category Gateway
 */
export interface CloseFault extends FaultTrigger {
  /** The WebSocket close code: 1000, 1001, 1003, 1007-1014 or 3000-4999. */
  readonly code: number;
  /** What goes with it, at most 123 bytes; empty where left out. */
  readonly reason?: string;
}

/**
 * Closes the line with a code and a reason.
 *
 * @internal
 */
export function closeWith({ code, reason = '', ...trigger }: CloseFault): (g: Gateway) => Gateway {
  return breakLine('closeWith', trigger, () =>
    throwError(
      () =>
        new VoiceError(
          'socket-closed',
          `The gateway closed the line with ${code}${reason === '' ? '' : `: ${reason}`}.`,
          { closeCode: code, reason },
          { retryable: retryableClose(code) },
        ),
    ),
  );
}
