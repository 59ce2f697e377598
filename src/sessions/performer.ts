import { outbox, type Outbox } from './outbox';

/**
 * Does what the steps of a session decide.
 *
 * @internal
 */
export interface Performer<Effect> {
  /** What users see, handed over when all under way is done. */
  readonly users: Outbox;
  /**
   * Does it, or as soon as what was decided before is done: a socket in the same process may answer within the call that
   * sends, which leads to the next step in the middle of this one.
   */
  readonly perform: (effects: readonly Effect[]) => void;
  /** The line is gone, and another may take its place within this call. */
  readonly lost: () => void;
}

/**
 * @param isForUsers - whether an effect is for users, and not for the wire or the clock
 * @param run - does one; `isStale` tells whether the line is gone for which it was decided
 * @internal
 */
export function performer<Effect>(
  isForUsers: (effect: Effect) => boolean,
  run: (effect: Effect, isStale: () => boolean) => void,
): Performer<Effect> {
  const users = outbox();
  const acts = outbox();
  let losses = 0;

  return {
    users,
    lost: () => losses++,
    perform: (effects) => {
      const before = losses;
      const isStale = () => before !== losses;
      // Told to users first, delivered last: what an effect on the line leads to is told behind.
      users.hold(() =>
        acts.hold(() => {
          for (const effect of effects) {
            (isForUsers(effect) ? users : acts).put(() => run(effect, isStale));
          }
        }),
      );
    },
  };
}
