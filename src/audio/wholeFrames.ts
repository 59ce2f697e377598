const nothing = new Uint8Array(0);

/**
 * Puts a sample frame that was cut in two together again. What is cut at the end of `data` waits for the next.
 *
 * Bytes are copied only where something was cut.
 *
 * @param before - the bytes that waited
 * @param data - the bytes that came
 * @param frameBytes - bytes of one sample frame
 * @returns `whole`: the whole frames; `cut`: the bytes that wait now
 * @internal
 */
export function wholeFrames(
  before: Uint8Array,
  data: Uint8Array,
  frameBytes: number,
): { readonly whole: Uint8Array; readonly cut: Uint8Array } {
  let joined = data;
  if (before.length > 0) {
    joined = new Uint8Array(before.length + data.length);
    joined.set(before);
    joined.set(data, before.length);
  }
  const rest = joined.length % frameBytes;
  if (rest === 0) return { whole: joined, cut: nothing };
  const end = joined.length - rest;
  return { whole: joined.subarray(0, end), cut: joined.slice(end) };
}
