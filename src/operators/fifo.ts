/**
 * A queue: first in, first out, each in constant time however long it grows.
 *
 * @internal
 */
export interface Fifo<T> {
  /** How many wait. */
  readonly size: number;
  /** Adds at the end. */
  push(value: T): void;
  /** The first, which stays. */
  peek(): T | undefined;
  /** Takes the first. */
  shift(): T | undefined;
}

/** Below this many taken places an array is not worth moving. */
const slack = 64;

/**
 * Makes an empty queue. An array's own `shift` moves all that is behind it.
 *
 * @internal
 */
export function fifo<T>(): Fifo<T> {
  let values: (T | undefined)[] = [];
  let head = 0;
  return {
    get size() {
      return values.length - head;
    },
    push: (value) => void values.push(value),
    peek: () => values[head],
    shift: () => {
      if (head === values.length) return undefined;
      const value = values[head];
      values[head++] = undefined;
      // Moved when half of it is empty: each value is moved once or less on average.
      if (head >= slack && head * 2 >= values.length) {
        values = values.slice(head);
        head = 0;
      }
      return value;
    },
  };
}
