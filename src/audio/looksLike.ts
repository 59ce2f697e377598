/** Says what bytes that are not a WAV file seem to be, by their first few, for the sentence of an error. */

const openings: readonly (readonly [at: number, text: string, name: string])[] = [
  [0, 'ID3', 'MP3 audio'],
  [0, 'OggS', 'Ogg audio'],
  [0, 'fLaC', 'FLAC audio'],
  [4, 'ftyp', 'MP4 audio or video'],
  [0, 'FORM', 'AIFF audio'],
  [0, 'RIFX', 'a big-endian WAV (RIFX)'],
  [0, 'RF64', 'a WAV over 4 GB (RF64)'],
  [0, '\x1aE\xdf\xa3', 'WebM or Matroska media'],
];

/** An MPEG audio frame: eleven set bits, then a layer, a bit rate and a sample rate that exist (ISO 11172-3, 2.4.1.3). */
const startsMpegFrame = ([sync = 0, layer = 0, rates = 0xff]: Uint8Array) =>
  sync === 0xff &&
  (layer & 0xe0) === 0xe0 &&
  (layer & 0x06) !== 0 &&
  rates >> 4 !== 15 &&
  (rates & 0x0c) !== 0x0c;

/**
 * Names what a file seems to be: `MP3 audio`, `Ogg audio`, `text`, … or `bytes of an unknown kind`.
 *
 * @internal
 */
export function looksLike(bytes: Uint8Array): string {
  const start = latin1(bytes.subarray(0, 64));
  for (const [at, text, name] of openings) if (start.startsWith(text, at)) return name;
  if (startsMpegFrame(bytes)) return 'MP3 audio';
  return /^[\t\n\r\x20-\x7e\x80-\xff]*$/.test(start) && /[\t\n\r\x20-\x7e]{4}/.test(start)
    ? 'text'
    : 'bytes of an unknown kind';
}

/**
 * Bytes as the characters of the same number.
 *
 * @internal
 */
export function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
