/** One thing in line, and those behind it. */
interface Cell<T> {
  readonly value: T;
  readonly rest: Cell<T> | undefined;
}

/**
 * First in, first out, never changed in place: what comes is put on `back`, what goes is taken from `front`, and `back` is
 * turned round when `front` is empty. Each thing is touched three times however long the queue is, where an array would be
 * copied for each.
 *
 * @internal
 */
export interface Queue<T> {
  readonly front: Cell<T> | undefined;
  readonly back: Cell<T> | undefined;
}

/** @internal */
export const emptyQueue: Queue<never> = { front: undefined, back: undefined };

/** @internal */
export const isEmpty = ({ front, back }: Queue<unknown>): boolean =>
  front === undefined && back === undefined;

/** @internal */
export const enqueue = <T>({ front, back }: Queue<T>, value: T): Queue<T> => ({
  front,
  back: { value, rest: back },
});

/**
 * Takes the first out; nothing where the queue is empty.
 *
 * @internal
 */
export function dequeue<T>({
  front,
  back,
}: Queue<T>): { readonly first: T; readonly rest: Queue<T> } | undefined {
  const cell = front ?? reversed(back);
  if (cell === undefined) return undefined;
  const rest = { front: cell.rest, back: front === undefined ? undefined : back };
  return { first: cell.value, rest };
}

function reversed<T>(cells: Cell<T> | undefined): Cell<T> | undefined {
  let turned: Cell<T> | undefined;
  for (let cell = cells; cell !== undefined; cell = cell.rest) {
    turned = { value: cell.value, rest: turned };
  }
  return turned;
}
