/** Numbers that a seed fixes: the same seed gives the same run of them. */
export interface Random {
  /** From 0 up to 1, without it. */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number;
  /** One of several, each as likely as its weight; 1 where it has none. */
  pick<T>(values: readonly T[], weightOf?: (value: T) => number): T;
}

/** Makes a {@link Random} (mulberry32). */
export function random(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };

  return {
    next,
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick(values, weightOf = () => 1) {
      let left = next() * values.reduce((sum, value) => sum + weightOf(value), 0);
      const found = values.find((value) => (left -= weightOf(value)) < 0) ?? values.at(-1);
      if (found === undefined) throw new Error('There is nothing to pick from.');
      return found;
    },
  };
}
