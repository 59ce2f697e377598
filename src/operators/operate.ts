import {
  concat,
  ignoreElements,
  NEVER,
  Observable,
  type OperatorFunction,
  type Subscriber,
  tap,
} from 'rxjs';

/**
 * What an operator does with what its source says.
 *
 * @internal
 */
export interface Handlers<T> {
  /** Takes a value. A throw becomes the result's error. */
  readonly next: (value: T) => void;
  /** Runs when the source completes, before the result does. */
  readonly complete?: () => void;
  /** Runs when the source fails, before the error passes. */
  readonly error?: () => void;
  /** The result stays open when the source has completed, until a handler or a timer completes the output. */
  readonly outlives?: boolean;
}

/**
 * Builds an operator from plain handlers, for what composing existing operators would make harder to read.
 *
 * `setup` runs once a subscription and before the source is subscribed to, so its variables are that subscription's state.
 * Where it closes the output, the source is left alone. The source's error passes by itself; a handler's throw becomes one.
 *
 * The output itself is subscribed, not an observer around it: whoever unsubscribes stops even a synchronous source.
 *
 * @internal
 */
export function operate<T, R>(
  setup: (output: Subscriber<R>) => Handlers<T>,
): OperatorFunction<T, R> {
  return (source) =>
    new Observable((output) => {
      const handlers = setup(output);
      if (output.closed) return;
      const handled = source.pipe(tap(handlers), ignoreElements());
      (handlers.outlives ? concat(handled, NEVER) : handled).subscribe(output);
    });
}
