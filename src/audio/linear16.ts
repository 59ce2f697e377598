/**
 * Reads linear16 bytes as samples between -1 and 1.
 *
 * The bytes may lie at an odd offset of their buffer. A last odd byte is left out.
 *
 * @example
 * ```ts
 * linear16ToFloat32(new Uint8Array([0x00, 0x40])); // Float32Array [0.5]
 * ```
 *
 * @param bytes - 16-bit signed samples, little-endian
 * @returns a new array, one entry a sample
 * @category Audio
 */
export function linear16ToFloat32(bytes: Uint8Array): Float32Array<ArrayBuffer> {
  const view = viewOf(bytes);
  const samples = new Float32Array(bytes.byteLength >> 1);
  for (let i = 0; i < samples.length; i++) samples[i] = view.getInt16(2 * i, true) / 32_768;
  return samples;
}

/**
 * Writes samples between -1 and 1 as linear16 bytes.
 *
 * What lies outside is clamped, `NaN` becomes 0. Every sample that {@link linear16ToFloat32} read is written as it was.
 *
 * @example
 * ```ts
 * float32ToLinear16(new Float32Array([0.5, 2])); // Uint8Array [0x00, 0x40, 0xff, 0x7f]
 * ```
 *
 * @param samples - the samples
 * @returns new bytes, two a sample, little-endian
 * @category Audio
 */
export function float32ToLinear16(samples: Float32Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(samples.length * 2);
  const view = viewOf(bytes);
  for (let i = 0; i < samples.length; i++) {
    const scaled = Math.round((samples[i] ?? 0) * 32_768);
    // A comparison with NaN is false, and DataView writes NaN as 0.
    view.setInt16(2 * i, scaled > 32_767 ? 32_767 : scaled < -32_768 ? -32_768 : scaled, true);
  }
  return bytes;
}

/**
 * Reads linear16 bytes as 16-bit integers.
 *
 * The bytes may lie at an odd offset of their buffer. A last odd byte is left out.
 *
 * @param bytes - 16-bit signed samples, little-endian
 * @returns a new array, one entry a sample
 * @category Audio
 */
export function linear16ToInt16(bytes: Uint8Array): Int16Array<ArrayBuffer> {
  const view = viewOf(bytes);
  const samples = new Int16Array(bytes.byteLength >> 1);
  for (let i = 0; i < samples.length; i++) samples[i] = view.getInt16(2 * i, true);
  return samples;
}

/**
 * Writes 16-bit integers as linear16 bytes.
 *
 * @param samples - the samples
 * @returns new bytes, two a sample, little-endian
 * @category Audio
 */
export function int16ToLinear16(samples: Int16Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(samples.length * 2);
  const view = viewOf(bytes);
  for (let i = 0; i < samples.length; i++) view.setInt16(2 * i, samples[i] ?? 0, true);
  return bytes;
}

/**
 * A view for reading and writing whole numbers over the same bytes, at any offset.
 *
 * @internal
 */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
