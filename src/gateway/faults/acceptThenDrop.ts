import { type Gateway } from '../Gateway';
import { dropAfter } from './dropAfter';

/**
 * Accepts a line and cuts it at once, before anything is said.
 *
 * @param options - `lines`: how many, the first ones of the wrapped gateway; 1 where left out
 * @internal
 */
export function acceptThenDrop({ lines = 1 }: { readonly lines?: number } = {}): (
  gateway: Gateway,
) => Gateway {
  return dropAfter({ time: 0, lines });
}
