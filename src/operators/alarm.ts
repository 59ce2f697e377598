import { asyncScheduler, type Subscriber, Subscription } from 'rxjs';

/**
 * One timer at a time.
 *
 * @internal
 */
export interface Alarm {
  /** Rings once, after so many ms, instead of what was set before. */
  set(ms: number): void;
  /** Does not ring any more. */
  clear(): void;
}

/**
 * Makes an alarm that ends with an operator's output, and whose throw is the output's error.
 *
 * @param output - what the alarm belongs to
 * @param ring - what it does
 * @internal
 */
export function alarm(output: Subscriber<unknown>, ring: () => void): Alarm {
  let pending = Subscription.EMPTY;
  const clear = () => pending.unsubscribe();
  output.add(clear);
  const attempt = () => {
    try {
      ring();
    } catch (error) {
      output.error(error);
    }
  };
  return {
    clear,
    set: (ms) => {
      clear();
      pending = asyncScheduler.schedule(attempt, ms);
    },
  };
}
