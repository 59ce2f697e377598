import { decodeBase64, encodeBase64 } from '../../protocol';

/**
 * A piece of a text frame: text as it stands there, or the bytes that a base64 string of it holds.
 *
 * @internal
 */
export type FramePiece = string | Uint8Array;

/** Shorter strings are no audio: 64 characters are 48 bytes, 1 ms at 24 kHz. */
const payload = /(?<=")[A-Za-z0-9+/]{64,}={0,2}(?=")/g;

/**
 * Takes the audio out of a text frame: every long base64 string of it, where writing it again gives the same characters.
 *
 * @internal
 */
export function framePieces(text: string): readonly FramePiece[] {
  const pieces: FramePiece[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(payload)) {
    const bytes = decodeBase64(found);
    if (bytes === undefined || encodeBase64(bytes) !== found) continue;
    pieces.push(text.slice(from, index), bytes);
    from = index + found.length;
  }
  pieces.push(text.slice(from));
  return pieces;
}

/**
 * Puts a text frame together again.
 *
 * @internal
 */
export const joinPieces = (pieces: readonly FramePiece[]): string =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : encodeBase64(piece))).join('');
