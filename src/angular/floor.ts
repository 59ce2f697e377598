/**
 * Who may sound. One at a time: whoever takes it silences the one before.
 *
 * @internal
 */
export interface Floor {
  /**
   * Takes it.
   *
   * @param leave - called when another takes it
   * @returns gives it back
   */
  take(leave: () => void): () => void;
}

/** @internal */
export function floor(): Floor {
  let holder: { readonly leave: () => void } | undefined;
  return {
    take: (leave) => {
      const before = holder;
      const mine = { leave };
      holder = mine;
      before?.leave();
      return () => {
        if (holder === mine) holder = undefined;
      };
    },
  };
}
