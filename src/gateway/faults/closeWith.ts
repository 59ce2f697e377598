import { invalidOption } from '../../errors';
import { type Gateway } from '../Gateway';
import { breakLine } from './breakLine';
import { closing } from './closing';
import { type FaultTrigger } from './FaultTrigger';

/** The longest reason a close frame can hold, bytes: RFC 6455 section 5.5. */
const longestReason = 123;

/**
 * What `faults.closeWith` says when it closes, and when that is.
 *
 * @category Gateway
 */
export interface CloseFault extends FaultTrigger {
  /** The WebSocket close code: 1000-1003, 1007-1014 or 3000-4999. */
  readonly code: number;
  /** What goes with it, at most 123 bytes; empty where left out. */
  readonly reason?: string;
}

/**
 * Closes the line with a code and a reason.
 *
 * ```text
 * gateway                             R-----a-b-c-d-F
 * closeWith({ code, frames: 3 })      R-----a-(b#)
 * ```
 *
 * @internal
 */
export function closeWith({ code, reason = '', ...trigger }: CloseFault): (g: Gateway) => Gateway {
  if (!sendable(code)) {
    throw invalidOption(
      'code',
      `faults.closeWith: ${code} is no code that a server can close with. Use one of 1000-1003, 1007-1014 and 3000-4999.`,
    );
  }
  if (new TextEncoder().encode(reason).length > longestReason) {
    throw invalidOption(
      'reason',
      `faults.closeWith: the reason is longer than the ${longestReason} bytes that a close can carry.`,
    );
  }
  return breakLine('closeWith', trigger, () => closing(code, reason));
}

/** What a close frame may say: RFC 6455 section 7.4. */
const sendable = (code: number) =>
  Number.isInteger(code) &&
  ((code >= 1000 && code <= 1003) ||
    (code >= 1007 && code <= 1014) ||
    (code >= 3000 && code <= 4999));
