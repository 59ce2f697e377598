/**
 * The longest wait a timer can make, in ms: 2^31 - 1, about 24.8 days. Node and browsers keep delays in 32 bits and fire a
 * longer one (and `Infinity`) at once.
 *
 * @internal
 */
export const longestTimer = 0x7fffffff;
