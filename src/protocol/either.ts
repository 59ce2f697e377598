import { type either } from 'fp-ts';

/**
 * The few functions of fp-ts's `Either` that are used here. Its barrel brings all of that module into a bundle, and its deep imports
 * cannot be resolved by Node as ESM.
 */
export type Either<E, A> = either.Either<E, A>;

export const left = <E = never, A = never>(error: E): Either<E, A> => ({
  _tag: 'Left',
  left: error,
});

export const right = <E = never, A = never>(value: A): Either<E, A> => ({
  _tag: 'Right',
  right: value,
});

export const map =
  <A, B>(change: (value: A) => B) =>
  <E>(result: Either<E, A>): Either<E, B> =>
    result._tag === 'Left' ? result : right(change(result.right));

export const mapLeft =
  <E, G>(change: (error: E) => G) =>
  <A>(result: Either<E, A>): Either<G, A> =>
    result._tag === 'Left' ? left(change(result.left)) : result;

export const chain =
  <E, A, B>(next: (value: A) => Either<E, B>) =>
  (result: Either<E, A>): Either<E, B> =>
    result._tag === 'Left' ? result : next(result.right);
