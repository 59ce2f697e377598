import {
  concat,
  EMPTY,
  interval,
  map,
  merge,
  type MonoTypeOperatorFunction,
  NEVER,
  of,
  switchMap,
} from 'rxjs';
import { invalidOption } from '../errors';
import { type Frame } from './Connection';
import { longestTimer } from './longestTimer';

/**
 * Sends a frame whenever nothing else was sent for a while, so that the other side does not take the line for idle.
 *
 * ```text
 * outgoing$         --a---------b|
 * keepalive(k, 4)   --a---k---k-b---k---k--
 * ```
 *
 * The time runs from the subscription and again from each outgoing frame. It outlives the completion of `outgoing$`, since
 * the line does too: the result never completes. An error of `outgoing$`, or of `frame`, passes at once; unsubscribing ends
 * the timer.
 *
 * @example
 * ```ts
 * connection.exchange(audio$.pipe(keepalive(() => JSON.stringify({ type: 'keepalive' }))));
 * ```
 *
 * @param frame - makes the frame, anew each time
 * @param every - ms of silence before it. Default 10000
 * @returns an operator on outgoing frames
 * @throws a `VoiceError` `invalid-option` where `every` is not more than 0
 * @category Connection
 */
export function keepalive(frame: () => Frame, every = 10_000): MonoTypeOperatorFunction<Frame> {
  if (!(every > 0)) {
    throw invalidOption(
      'every',
      `keepalive: every is ${every}; it must be a number of ms above 0.`,
    );
  }
  const beat$ = interval(Math.min(every, longestTimer)).pipe(map(() => frame()));

  return (outgoing$) =>
    merge(of(EMPTY), outgoing$.pipe(map((sent) => of(sent))), NEVER).pipe(
      switchMap((sent$) => concat(sent$, beat$)),
    );
}
