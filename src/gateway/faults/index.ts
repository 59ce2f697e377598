import { acceptThenDrop } from './acceptThenDrop';
import { closeWith } from './closeWith';
import { dropAfter } from './dropAfter';
import { halfOpen } from './halfOpen';
import { junk } from './junk';
import { lateReady } from './lateReady';
import { refuse } from './refuse';

export { type FaultTrigger } from './breakLine';
export { type CloseFault } from './closeWith';
export { type RefuseFault } from './refuse';

/**
 * What can go wrong with a line, as functions from gateway to gateway. They compose, and work behind `fakeSocket` as behind
 * `serveGateway`.
 *
 * The state of a fault is that of the gateway it made: wrap once, and `lines` counts all lines that reach it; wrap again, and it
 * counts afresh. The outermost fault sees a line first.
 *
 * @example The first line is refused, the next one is lost in the middle of the speech, and then all is well
 * ```ts
 * const gateway = faults.refuse({ status: 503 })(faults.dropAfter({ audio: 800 })(ttsGateway()));
 * ```
 *
 * @category Gateway
 */
export const faults = {
  /** Cuts the line: `faults.dropAfter({ audio: 800 })`. The client gets no word of it. */
  dropAfter,
  /** Closes the line with a code and a reason: `faults.closeWith({ code: 1011, reason: 'going down', time: 300 })`. */
  closeWith,
  /** Lets the line fall silent and stay open: `faults.halfOpen({ audio: 500 })`, or after so many ms: `faults.halfOpen(300)`. */
  halfOpen,
  /** Refuses the handshake: `faults.refuse({ status: 401, body: '{"error":"…"}', lines: 2 })`. */
  refuse,
  /** Holds `ready` back by so many ms, on every line: `faults.lateReady(3000)`. */
  lateReady,
  /** Accepts the line and cuts it at once: `faults.acceptThenDrop({ lines: 5 })`. */
  acceptThenDrop,
  /** Puts rubbish before each text message of the gateway: `faults.junk()`. */
  junk,
} as const;
