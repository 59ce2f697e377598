import { type HearingRules } from './hearing';
import { frameAt, msAt } from './lineClock';

/**
 * How fast audio that waited for a line is sent on it, in times of real time. Recognisers that are fed at once what was said in
 * half a minute answer with `backpressure` or close; at this speed half a minute of it is over in eight seconds, and a line that was
 * away for two seconds is back in real time after half of one.
 */
const speed = 5;
/** So much of it is sent at once, ms: as much as may wait in a socket. */
const head = 1000;

/**
 * Audio that waited is sent from this frame and this time on.
 *
 * @internal
 */
export interface Pace {
  readonly from: number;
  readonly since: number;
}

/**
 * The frame up to which audio may be sent by now.
 *
 * @internal
 */
export const pacedTo = (rules: HearingRules, { from, since }: Pace, now: number): number =>
  from + frameAt(rules, head + Math.max(now - since, 0) * speed);

/**
 * How long it takes until a frame may be sent, whole ms.
 *
 * @internal
 */
export const untilPaced = (
  rules: HearingRules,
  { from, since }: Pace,
  frame: number,
  now: number,
): number => Math.max(Math.ceil(since + (msAt(rules, frame - from) - head) / speed - now), 1);
