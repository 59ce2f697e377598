import { concat, ignoreElements, type Observable, of } from 'rxjs';
import { type Frame } from '../../connection';
import { invalidOption } from '../../errors';
import { encodeTtsReply } from '../../protocol';
import { type Gateway } from '../Gateway';
import { bendLine } from './bendLine';
import { closing } from './closing';
import { checkTrigger, type FaultTrigger } from './FaultTrigger';
import { whileOpen } from './whileOpen';

/**
 * What `faults.errorAt` complains of, when, and what comes then.
 *
 * @category Gateway
 */
export interface ErrorFault extends FaultTrigger {
  /** The code of the error frame, as in `provider_error`. */
  readonly code: string;
  /** Its sentence. */
  readonly message?: string;
  /** `silence`, where left out: nothing more is said; `close`: the line is closed with 1011; `go-on`: as if nothing was. */
  readonly then?: 'silence' | 'close' | 'go-on';
}

const after = ['silence', 'close', 'go-on'];

/**
 * Sends an error frame.
 *
 * ```text
 * gateway                                             R---a---b---F
 * errorAt({ code, at: 'audio' })                      R---(aX)-----
 * errorAt({ code, at: 'audio', then: 'close' })       R---(aX#)
 * errorAt({ code, at: 'audio', then: 'go-on' })       R---(aX)b---F
 * ```
 *
 * @param fault - what, when, on how many lines (the first one, where left out), and what comes then
 * @internal
 */
export function errorAt({
  code,
  message = 'The provider failed.',
  then = 'silence',
  ...trigger
}: ErrorFault): (gateway: Gateway) => Gateway {
  checkTrigger('errorAt', trigger);
  if (!after.includes(then)) {
    throw invalidOption(
      'then',
      `faults.errorAt: then is "${then}"; it must be one of ${after.join(', ')}.`,
    );
  }
  const frame = encodeTtsReply({ type: 'error', code, message });
  const rest: Record<string, (rest$: Observable<Frame>) => Observable<Frame>> = {
    silence: (rest$) => whileOpen(rest$.pipe(ignoreElements()), of(frame)),
    close: () => concat(of(frame), closing(1011, message)),
    'go-on': (rest$) => whileOpen(rest$, of(frame)),
  };
  return bendLine('errorAt', trigger, rest[then] ?? ((rest$) => rest$));
}
