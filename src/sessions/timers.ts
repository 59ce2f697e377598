import { asyncScheduler, type Subscription, timer } from 'rxjs';
import { graceTime, heldUpAfter } from '../connection';

/**
 * The longest wait a platform timer can hold, ms: 2^31 - 1. A longer one, and `Infinity`, would fire at once.
 *
 * @internal
 */
export const longestWait = 2_147_483_647;

interface Wait {
  readonly ms: number;
  due: number;
  scheduledFor: number;
  /** Whether it was held up, and waits for what came meanwhile. */
  late: boolean;
  subscription: Subscription;
}

/**
 * Named waits of a session, of which each name has one at most.
 *
 * Arming a wait again moves its end; a later end only notes the new time and lets the running timer look again, so that a
 * wait which every audio frame begins anew costs no timer a frame.
 *
 * Waits are measured by the clock. One whose timer was held up gives what came meanwhile a moment to be heard, once: it may
 * begin the wait again, or end it.
 *
 * @internal
 */
export interface Timers<Name extends string> {
  /** Begins a wait, or begins it again. */
  arm(name: Name, ms: number): void;
  /** Ends a wait before its time. */
  disarm(name: Name): void;
  /** Ends all of them. */
  clear(): void;
}

/**
 * @param elapsed - told when a wait is over
 * @internal
 */
export function timers<Name extends string>(elapsed: (name: Name) => void): Timers<Name> {
  const waits = new Map<Name, Wait>();

  const schedule = (name: Name, ms: number): Subscription =>
    timer(Math.min(ms, longestWait)).subscribe(() => {
      const wait = waits.get(name);
      if (wait === undefined) return;
      const now = asyncScheduler.now();
      // No more than the wait itself, should the clock have gone back.
      const left = Math.min(wait.due - now, wait.ms);
      if (left > 0) {
        wait.due = wait.scheduledFor = now + left;
        wait.late = false;
        wait.subscription = schedule(name, left);
        return;
      }
      if (!wait.late && now - wait.scheduledFor > heldUpAfter) {
        wait.due = wait.scheduledFor = now + graceTime;
        wait.late = true;
        wait.subscription = schedule(name, graceTime);
        return;
      }
      waits.delete(name);
      elapsed(name);
    });

  const disarm = (name: Name): void => {
    waits.get(name)?.subscription.unsubscribe();
    waits.delete(name);
  };

  return {
    arm: (name, ms) => {
      const due = asyncScheduler.now() + ms;
      const wait = waits.get(name);
      if (wait?.ms === ms && wait.scheduledFor <= due) {
        wait.due = due;
        return;
      }
      disarm(name);
      const subscription = schedule(name, ms);
      waits.set(name, { ms, due, scheduledFor: due, late: false, subscription });
    },
    disarm,
    clear: () => [...waits.keys()].forEach(disarm),
  };
}
