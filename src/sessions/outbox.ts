import { throwError } from 'rxjs';

/**
 * Hands things to users, in the order they came about. A handler may call back into the session: what that causes waits
 * until the handler has returned, so that all see one order and no handler runs in the middle of a step.
 *
 * @internal
 */
export interface Outbox {
  /** Hands over now, or as soon as what is under way is done. */
  put(deliver: () => void): void;
  /** Does something, and hands over what it caused when it is done. */
  hold(work: () => void): void;
}

/** @internal */
export function outbox(): Outbox {
  const waiting: (() => void)[] = [];
  let held = 0;
  let delivering = false;

  const deliver = (): void => {
    if (held > 0 || delivering) return;
    delivering = true;
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      try {
        next();
      } catch (error) {
        // A user's finalizer threw. It is reported as RxJS reports what nobody handles, and the others get theirs.
        throwError(() => error).subscribe();
      }
    }
    delivering = false;
  };

  return {
    put: (next) => {
      waiting.push(next);
      deliver();
    },
    hold: (work) => {
      held++;
      try {
        work();
      } finally {
        held--;
        deliver();
      }
    },
  };
}
