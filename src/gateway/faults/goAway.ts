import { concat, ignoreElements, of, timer } from 'rxjs';
import { type Gateway } from '../Gateway';
import { bendLine } from './bendLine';
import { closing } from './closing';
import { checkNumber, checkTrigger, type FaultTrigger } from './FaultTrigger';
import { whileOpen } from './whileOpen';

/**
 * When `faults.goAway` announces the end of the line, and how long before it.
 *
 * @category Gateway
 */
export interface GoAwayFault extends FaultTrigger {
  /** How long the line goes on, ms. */
  readonly timeLeft: number;
}

/**
 * Announces the end of the line with `go_away`, and closes it with 1001 when the time is up.
 *
 * ```text
 * gateway                                 R---a---b---F
 * goAway({ timeLeft: 5, at: 'audio' })    R---(aG)b#
 * ```
 *
 * @param fault - when, how long before the end, and on how many lines (the first one, where left out)
 * @internal
 */
export function goAway({ timeLeft, ...trigger }: GoAwayFault): (gateway: Gateway) => Gateway {
  checkNumber('goAway', 'timeLeft', timeLeft, 0);
  checkTrigger('goAway', trigger);
  const notice = JSON.stringify({ type: 'go_away', time_left: timeLeft });

  return bendLine('goAway', trigger, (rest$) =>
    whileOpen(
      rest$,
      concat(of(notice), timer(timeLeft).pipe(ignoreElements()), closing(1001, 'going away')),
    ),
  );
}
