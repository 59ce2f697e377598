import { acceptThenDrop } from './acceptThenDrop';
import { closeDeaf } from './closeDeaf';
import { closeInsteadOfEnd } from './closeInsteadOfEnd';
import { closeWith } from './closeWith';
import { dieBeforeAudio } from './dieBeforeAudio';
import { dropAfter } from './dropAfter';
import { duplicateFinal } from './duplicateFinal';
import { emptyFinal } from './emptyFinal';
import { errorAt } from './errorAt';
import { goAway } from './goAway';
import { halfOpen } from './halfOpen';
import { junk } from './junk';
import { lateReady } from './lateReady';
import { malformedFrames } from './malformedFrames';
import { noFinal } from './noFinal';
import { noReady } from './noReady';
import { pingDeaf } from './pingDeaf';
import { refuse } from './refuse';
import { rejectDeflate } from './rejectDeflate';
import { silence } from './silence';
import { singleTurn } from './singleTurn';
import { slowDrain } from './slowDrain';
import { splitFrames } from './splitFrames';
import { strayAudio } from './strayAudio';
import { unknownFrames } from './unknownFrames';

export { type CloseFault } from './closeWith';
export { type ErrorFault } from './errorAt';
export { type FaultLines, type FaultTrigger } from './FaultTrigger';
export { type GoAwayFault } from './goAway';
export { type FaultMoment } from './moments';
export { type RefuseFault } from './refuse';
export { type DrainFault } from './slowDrain';
export { type StrayFault } from './strayAudio';

/**
 * What can go wrong with a line, as functions from gateway to gateway. They compose, and work behind `fakeSocket` as behind
 * `serveGateway`.
 *
 * The state of a fault is that of the gateway it made: wrap once, and `lines` counts all lines that reach it; wrap again, and it
 * counts afresh. The outermost fault sees a line first.
 *
 * Faults of a moment (those of a {@link FaultTrigger}) strike on the first line where `lines` is left out, and habits of a route
 * (junk, pieces, finals, stray audio, ends) on every line. An option that cannot work is an `invalid-option`.
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
  /** Refuses a handshake that offers compression with 400: `faults.rejectDeflate()`. */
  rejectDeflate,
  /** Holds `ready` back by so many ms, on every line: `faults.lateReady(3000)`. */
  lateReady,
  /** Accepts the line and cuts it at once: `faults.acceptThenDrop({ lines: 5 })`. */
  acceptThenDrop,
  /** Puts rubbish before each text message of the gateway: `faults.junk()`. */
  junk,
  /** Puts a message of an unknown type before each text message of the gateway: `faults.unknownFrames()`. */
  unknownFrames,
  /** Puts a message that cannot be read before each text message of the gateway: `faults.malformedFrames()`. */
  malformedFrames,
  /** Cuts binary audio in pieces of odd byte counts: `faults.splitFrames()`. */
  splitFrames,
  /** Says nothing more, while the line lives: `faults.silence({ at: 'flush' })`. */
  silence,
  /** Never says `ready`: `faults.noReady()`. */
  noReady,
  /** Reads so many bytes a second and no more: `faults.slowDrain({ rate: 8000, at: 'ready' })`. */
  slowDrain,
  /** Answers no ping: `faults.pingDeaf({ at: 'ready' })`. */
  pingDeaf,
  /** Does not answer the client's close: `faults.closeDeaf()`. */
  closeDeaf,
  /** Sends an error frame: `faults.errorAt({ code: 'provider_error', at: 'audio', then: 'close' })`. */
  errorAt,
  /** Announces the end of the line, and closes it then: `faults.goAway({ timeLeft: 5000, at: 'ready' })`. */
  goAway,
  /** Speaks one segment on a line, and answers more text with an error: `faults.singleTurn()`. */
  singleTurn,
  /** Closes with 1000 where a segment would have ended: `faults.closeInsteadOfEnd()`. */
  closeInsteadOfEnd,
  /** Cuts the line at the flush, before the first audio: `faults.dieBeforeAudio({ lines: 2 })`. */
  dieBeforeAudio,
  /** Sends audio that belongs to nothing, behind the end of a segment: `faults.strayAudio({ delay: 100 })`. */
  strayAudio,
  /** Swallows finals: `faults.noFinal({ at: 'finalize' })`. */
  noFinal,
  /** Says every final twice: `faults.duplicateFinal()`. */
  duplicateFinal,
  /** Says an empty final before every final: `faults.emptyFinal()`. */
  emptyFinal,
} as const;
