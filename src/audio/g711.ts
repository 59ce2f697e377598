/** The two laws of ITU-T G.711 (11/88), on 16-bit samples: its 14-bit mu-law values times 4, its 13-bit A-law values times 8. */

import { viewOf } from './linear16';

/** Added to a magnitude before mu-law cuts it into segments: 33 of 14 bits, G.711 table 2. */
const muBias = 132;
/** The largest magnitude whose biased value still fits the last mu-law segment. */
const muMax = 32_767 - muBias;

/**
 * The 16-bit sample of each mu-law code.
 *
 * @internal
 */
export const mulawSamples = Int16Array.from({ length: 256 }, (_, code) => {
  const bits = ~code & 0xff;
  const magnitude = ((((bits & 0x0f) << 3) + muBias) << ((bits >> 4) & 7)) - muBias;
  return bits & 0x80 ? -magnitude : magnitude;
});

/**
 * The 16-bit sample of each A-law code.
 *
 * @internal
 */
export const alawSamples = Int16Array.from({ length: 256 }, (_, code) => {
  const bits = code ^ 0x55;
  const segment = (bits >> 4) & 7;
  const step = ((bits & 0x0f) << 4) + 8;
  const magnitude = segment === 0 ? step : (step + 256) << (segment - 1);
  return bits & 0x80 ? magnitude : -magnitude;
});

/**
 * The mu-law code whose interval a 16-bit sample lies in.
 *
 * @internal
 */
export function mulawCode(sample: number): number {
  const biased = Math.min(Math.abs(sample), muMax) + muBias;
  const segment = 24 - Math.clz32(biased);
  return ~((sample < 0 ? 0x80 : 0) | (segment << 4) | ((biased >> (segment + 3)) & 0x0f)) & 0xff;
}

/**
 * The A-law code whose interval a 16-bit sample lies in.
 *
 * @internal
 */
export function alawCode(sample: number): number {
  const magnitude = sample < 0 ? ~sample : sample;
  const segment = Math.max(0, 24 - Math.clz32(magnitude));
  const mantissa = (magnitude >> (segment === 0 ? 4 : segment + 3)) & 0x0f;
  return ((sample < 0 ? 0 : 0x80) | (segment << 4) | mantissa) ^ 0x55;
}

/**
 * Converts G.711 mu-law to linear16.
 *
 * @example
 * ```ts
 * mulawToLinear16(new Uint8Array([0xff, 0x80])); // the samples 0 and 32124
 * ```
 *
 * @param bytes - one code a sample
 * @returns new bytes, two a sample, little-endian
 * @category Audio
 */
export function mulawToLinear16(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return expand(bytes, mulawSamples);
}

/**
 * Converts linear16 to G.711 mu-law, which keeps about 13 bits of a loud sample's range in 8.
 *
 * @param bytes - 16-bit signed samples, little-endian, at any offset; a last odd byte is left out
 * @returns new bytes, one code a sample
 * @category Audio
 */
export function linear16ToMulaw(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return compress(bytes, mulawCode);
}

/**
 * Converts G.711 A-law to linear16.
 *
 * @param bytes - one code a sample
 * @returns new bytes, two a sample, little-endian
 * @category Audio
 */
export function alawToLinear16(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return expand(bytes, alawSamples);
}

/**
 * Converts linear16 to G.711 A-law.
 *
 * @param bytes - 16-bit signed samples, little-endian, at any offset; a last odd byte is left out
 * @returns new bytes, one code a sample
 * @category Audio
 */
export function linear16ToAlaw(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return compress(bytes, alawCode);
}

function expand(codes: Uint8Array, samples: Int16Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(codes.length * 2);
  const view = viewOf(bytes);
  for (let i = 0; i < codes.length; i++) view.setInt16(2 * i, samples[codes[i] ?? 0] ?? 0, true);
  return bytes;
}

function compress(bytes: Uint8Array, codeOf: (sample: number) => number): Uint8Array<ArrayBuffer> {
  const view = viewOf(bytes);
  const codes = new Uint8Array(bytes.byteLength >> 1);
  for (let i = 0; i < codes.length; i++) codes[i] = codeOf(view.getInt16(2 * i, true));
  return codes;
}
