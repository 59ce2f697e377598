import { type AudioChunk } from '../audio';

/**
 * All bytes of some chunks in a row.
 *
 * @internal
 */
export function joinAudio(chunks: readonly AudioChunk[]): Uint8Array {
  const all = new Uint8Array(chunks.reduce((sum, { data }) => sum + data.length, 0));
  let at = 0;
  for (const { data } of chunks) {
    all.set(data, at);
    at += data.length;
  }
  return all;
}

/**
 * Whether a value is audio.
 *
 * @internal
 */
export const isAudio = (value: unknown): value is AudioChunk =>
  typeof value === 'object' &&
  value !== null &&
  'data' in value &&
  isBytes(value.data) &&
  'format' in value &&
  typeof value.format === 'object' &&
  value.format !== null &&
  'encoding' in value.format;

/**
 * Whether a value is bytes, of any realm.
 *
 * @internal
 */
export const isBytes = (value: unknown): value is Uint8Array =>
  ArrayBuffer.isView(value) && 'BYTES_PER_ELEMENT' in value && value.BYTES_PER_ELEMENT === 1;
