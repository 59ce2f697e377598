/**
 * The code of `toneVoice` and `toneEars`: a byte is a square tone `step` times its value loud, and its first sample is
 * `mark` louder. The mark tells where a byte begins, so the ears need to know neither the pace nor the sample rate.
 *
 * @internal
 */
export const step = 100;

/**
 * What the first sample of a byte is louder than the rest. It must not be a multiple of {@link step}.
 *
 * @internal
 */
export const mark = 50;

/**
 * Whether a byte of UTF-8 stands between words. Both sides look at ASCII white space alone.
 *
 * @internal
 */
export function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}
