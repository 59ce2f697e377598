import { createHook } from 'node:async_hooks';
import { openSockets } from './sockets';

/** What was begun since, and is not over: kinds of sockets, and of timers that keep the process alive. */
export interface Beginnings {
  /** Resolves with nothing as soon as all of it is over, or with what is left at last. */
  readonly left: (atLast: number) => Promise<readonly string[]>;
  readonly stop: () => void;
}

/** Watches what this process begins from now on. */
export function watchBeginnings(): Beginnings {
  const sockets = openSockets();
  const begun = new Map<number, { readonly kind: string; readonly resource: object }>();

  const hook = createHook({
    init: (id, kind, _, resource) => {
      if (kind === 'Timeout' || /^TCP\w*WRAP$/.test(kind)) begun.set(id, { kind, resource });
    },
    destroy: (id) => void begun.delete(id),
  }).enable();

  const left = () => {
    const kinds = [...begun.values()].flatMap(({ kind, resource }) =>
      kind !== 'Timeout' || (resource as NodeJS.Timeout).hasRef() ? [kind] : [],
    );
    const more = openSockets() - sockets;
    return more > 0 ? [...kinds, `${more} more sockets are open`] : kinds;
  };

  return {
    left: (atLast) =>
      new Promise((resolve) => {
        const end = (what: readonly string[]) => {
          clearTimeout(bound);
          clearInterval(looking);
          resolve(what);
        };
        // Neither counts itself. Node tells of an end when it is woken, and no event of ours need come any more.
        const bound = setTimeout(() => end(left()), atLast).unref();
        const looking = setInterval(() => {
          if (left().length === 0) end([]);
        }, 2).unref();
      }),
    stop: () => hook.disable(),
  };
}
