import { asyncScheduler, type Subscriber, Subscription } from 'rxjs';

/**
 * Makes an alarm: one timer at a time, which ends with an operator's output, and whose throw is the output's error.
 *
 * @param output - what the alarm belongs to
 * @param ring - what it does
 * @returns a function that sets it to ring once, after so many ms, instead of what was set before
 * @internal
 */
export function alarm(output: Subscriber<unknown>, ring: () => void): (ms: number) => void {
  let pending = Subscription.EMPTY;
  output.add(() => pending.unsubscribe());
  const attempt = () => {
    try {
      ring();
    } catch (error) {
      output.error(error);
    }
  };
  return (ms) => {
    pending.unsubscribe();
    pending = asyncScheduler.schedule(attempt, ms);
  };
}
