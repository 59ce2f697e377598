/** Node's `async_hooks`, as far as it is needed. */
interface AsyncHooks {
  createHook(hooks: { init(id: number, type: string): void }): { enable(): void; disable(): void };
}

/**
 * Calls back at each promise that is made, until it is told to stop.
 *
 * @param made - called in the place where it is made
 * @returns stops
 * @internal
 */
export function watchPromises(made: () => void): () => void {
  const hooks = asyncHooks();
  if (hooks === undefined) return watchThen(made);
  const hook = hooks.createHook({
    init: (_, type) => {
      if (type === 'PROMISE') made();
    },
  });
  hook.enable();
  return () => hook.disable();
}

/** Not imported: this entry also runs in browsers. */
function asyncHooks(): AsyncHooks | undefined {
  const { process } = globalThis as {
    readonly process?: { getBuiltinModule?(name: string): unknown };
  };
  return process?.getBuiltinModule?.('node:async_hooks') as AsyncHooks | undefined;
}

function watchThen(made: () => void): () => void {
  const { prototype } = Promise as unknown as { prototype: { then: unknown } };
  const real = prototype.then as (...args: unknown[]) => unknown;
  prototype.then = function (this: unknown, ...args: unknown[]) {
    made();
    return real.apply(this, args);
  };
  return () => {
    prototype.then = real;
  };
}
