import { VoiceError } from '../errors';
import { type AudioChunk, type AudioFormat } from './AudioFormat';
import { viewOf } from './linear16';
import { latin1, looksLike } from './looksLike';
import { bytesPerFrame, type SampleEncoding } from './sampleFrames';
import { wavTags } from './wavHeader';

/** `wFormatTag` of a fmt chunk whose real tag opens its SubFormat GUID, 24 bytes in. */
const extensible = 0xfffe;
/** Sizes from here on are what writers put that could not seek back: SoX 0x7FFFF000 and more, FFmpeg 0xFFFFFFFF. */
const unknownSize = 0x7fff_f000;
/** The names of other tags a file may well have, RFC 2361. */
const tagNames: Readonly<Record<number, string>> = {
  2: 'Microsoft ADPCM',
  3: 'floating-point',
  0x11: 'IMA ADPCM',
  0x31: 'GSM 6.10',
  0x55: 'MP3',
};

/**
 * Reads a WAV file: 16-bit PCM, or G.711 mu-law or A-law.
 *
 * The samples are a view into `bytes`, not a copy. Chunks other than `fmt ` and `data` are passed over, and a data size of
 * 0, or one that stands for an unknown size, means the rest of the file, as programs that write into a pipe leave it. A
 * last sample frame that is not whole is left out.
 *
 * @example
 * ```ts
 * const { format, data } = decodeWav(file); // file: Uint8Array
 * console.log(format.sampleRate, data.length);
 * ```
 *
 * @param bytes - the whole file
 * @returns what the samples are, and the samples
 * @throws `decode-failed`, with a sentence that says what was found instead of such a file
 * @category Audio
 */
export function decodeWav(bytes: Uint8Array): AudioChunk {
  if (bytes.length === 0) throw refusal('the file is empty', 'Record or save it again', 'RIFF', '');
  const id = latin1(bytes.subarray(0, 4));
  if (id !== 'RIFF')
    throw refusal(
      `it is not a WAV and looks like ${looksLike(bytes)}`,
      'Convert it to a 16-bit PCM WAV',
      'RIFF',
      hex(bytes.subarray(0, 12)),
    );
  const form = latin1(bytes.subarray(8, 12));
  if (form !== 'WAVE')
    throw refusal(
      bytes.length < 12
        ? `it is cut off after ${bytes.length} bytes, inside its header`
        : `it is a RIFF file of the form ${JSON.stringify(form)}, not WAVE`,
      'Give a whole WAV file',
      'RIFF.form',
      hex(bytes.subarray(0, 12)),
    );

  const { fmt, data, seen } = walk(bytes);
  if (fmt === undefined)
    throw refusal(`it has no fmt chunk (${seen})`, 'Save it again as WAV', 'fmt', seen);
  const format = formatOf(fmt);
  if (data === undefined)
    throw refusal(`it has no data chunk (${seen})`, 'Save it again as WAV', 'data', seen);
  const held = bytes.length - data.start;
  const open = data.size === 0 || data.size >= unknownSize;
  if (!open && data.size > held)
    throw refusal(
      `it is truncated: its data chunk claims ${data.size} bytes and ${held} are there`,
      'Copy or record the whole file',
      'data.size',
      String(data.size),
    );
  const size = open ? held : data.size;
  return {
    format,
    data: bytes.subarray(data.start, data.start + size - (size % bytesPerFrame(format))),
  };
}

/** Finds the two chunks that matter. */
function walk(bytes: Uint8Array) {
  const view = viewOf(bytes);
  const ids: string[] = [];
  let fmt: Uint8Array | undefined;
  let data: { readonly start: number; readonly size: number } | undefined;
  for (let at = 12; at + 8 <= bytes.length && !(fmt && data);) {
    const id = latin1(bytes.subarray(at, at + 4));
    const size = view.getUint32(at + 4, true);
    if (ids.length < 16) ids.push(id);
    at += 8;
    if (id === 'fmt ') fmt ??= bytes.subarray(at, at + size);
    if (id === 'data') data ??= { start: at, size };
    at += size + (size % 2); // a chunk of odd size is followed by a pad byte
  }
  const seen =
    ids.length === 0
      ? 'no chunks at all'
      : `only ${ids.map((id) => JSON.stringify(id)).join(', ')}`;
  return { fmt, data, seen };
}

function formatOf(fmt: Uint8Array): AudioFormat {
  const refuse = (found: string, todo: string, field: string, sample: number) =>
    refusal(found, todo, `fmt.${field}`, String(sample));
  const toPcm = 'Convert it to 16-bit PCM';
  if (fmt.length < 16)
    throw refuse(
      `its fmt chunk has ${fmt.length} bytes of at least 16`,
      'Save it again as WAV',
      'size',
      fmt.length,
    );
  const view = viewOf(fmt);
  const outer = view.getUint16(0, true);
  const tag = outer === extensible && fmt.length >= 26 ? view.getUint16(24, true) : outer;
  const channels = view.getUint16(2, true);
  const sampleRate = view.getUint32(4, true);
  const bits = view.getUint16(14, true);

  if (channels === 0)
    throw refuse('it has 0 channels', 'Save it again as WAV', 'channels', channels);
  if (sampleRate === 0)
    throw refuse('its sample rate is 0 Hz', 'Save it again as WAV', 'sampleRate', sampleRate);
  const encoding = (Object.keys(wavTags) as SampleEncoding[]).find((key) => wavTags[key] === tag);
  if (encoding === undefined) {
    const name = tagNames[tag];
    const kind =
      name === undefined ? `of an unknown kind (format tag ${tag})` : `${bits}-bit ${name}`;
    throw refuse(`its samples are ${kind}`, toPcm, 'tag', tag);
  }
  if (bits !== (encoding === 'linear16' ? 16 : 8))
    throw refuse(
      `its samples are ${bits}-bit ${encoding === 'linear16' ? 'PCM' : encoding}`,
      toPcm,
      'bitsPerSample',
      bits,
    );
  return { encoding, sampleRate, channels };
}

const hex = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');

const refusal = (found: string, todo: string, path: string, sample: string) =>
  new VoiceError(
    'decode-failed',
    `Reading a WAV file: ${found}. ${todo}.`,
    { path, sample },
    { retryable: false },
  );
