import { type AudioChunk, type AudioFormat, type Encoding } from '../../src/audio';

/** 1 sample frame a ms: what a diagram counts is what the audio lasts. */
export const kilohertz: AudioFormat = { encoding: 'linear16', sampleRate: 1000, channels: 1 };

/** A format in a few letters. */
export const format = (encoding: Encoding, sampleRate = 24_000, channels = 1): AudioFormat => ({
  encoding,
  sampleRate,
  channels,
});

/** linear16 samples as a chunk. */
export function samples(values: readonly number[], as: AudioFormat = kilohertz): AudioChunk {
  const data = new Uint8Array(values.length * 2);
  const view = new DataView(data.buffer);
  values.forEach((value, i) => view.setInt16(2 * i, value, true));
  return { data, format: as };
}

/** The samples of a linear16 chunk. */
export function valuesOf({ data }: { readonly data: Uint8Array }): number[] {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  return Array.from({ length: data.length >> 1 }, (_, i) => view.getInt16(2 * i, true));
}

/** The same bytes at an odd offset of a larger buffer. */
export function atOddOffset(bytes: Uint8Array): Uint8Array {
  const room = new Uint8Array(bytes.length + 2).fill(0xaa);
  room.set(bytes, 1);
  return room.subarray(1, 1 + bytes.length);
}

/** All bytes in a row. */
export function joined(chunks: readonly { readonly data: Uint8Array }[]): number[] {
  return chunks.flatMap(({ data }) => Array.from(data));
}
