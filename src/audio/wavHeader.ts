import { type AudioFormat } from './AudioFormat';
import { viewOf } from './linear16';
import { bytesPerFrame, type SampleEncoding } from './sampleFrames';

/**
 * The `wFormatTag` of each encoding, RFC 2361.
 *
 * @internal
 */
export const wavTags: Readonly<Record<SampleEncoding, number>> = { linear16: 1, alaw: 6, mulaw: 7 };

/** The bytes of {@link wavHeader}. */
const headerBytes = 44;

/** What a size field holds when it cannot say the size: as `0xFFFFFFFF`, readers take the rest of the file. */
const unknownSize = 0xff_ff_ff_ff;

/**
 * Makes the 44 bytes that stand before the samples of a WAV file.
 *
 * A writer that does not know the size yet writes a header with `dataBytes` 0, then the samples (and one zero byte, if their
 * size is odd), then this header again, with the true size, over the first. A file that was never finished this way is
 * still read whole by {@link decodeWav}.
 *
 * @param format - a format in a sample encoding
 * @param dataBytes - the bytes of the samples. More than a WAV can count (4 GB) is written as `0xFFFFFFFF`
 * @returns the header
 * @throws `format-mismatch` for opus and mp3
 * @category Audio
 */
export function wavHeader(format: AudioFormat, dataBytes: number): Uint8Array<ArrayBuffer> {
  const frameBytes = bytesPerFrame(format, 'Writing a WAV');
  const riffBytes = headerBytes - 8 + dataBytes + (dataBytes % 2);
  const fits = riffBytes < unknownSize;
  const bytes = new Uint8Array(headerBytes);
  const view = viewOf(bytes);
  const name = (at: number, id: string) => {
    for (let i = 0; i < id.length; i++) bytes[at + i] = id.charCodeAt(i);
  };
  name(0, 'RIFF');
  view.setUint32(4, fits ? riffBytes : unknownSize, true);
  name(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, wavTags[format.encoding as SampleEncoding], true);
  view.setUint16(22, format.channels, true);
  view.setUint32(24, format.sampleRate, true);
  view.setUint32(28, format.sampleRate * frameBytes, true);
  view.setUint16(32, frameBytes, true);
  view.setUint16(34, (8 * frameBytes) / format.channels, true);
  name(36, 'data');
  view.setUint32(40, fits ? dataBytes : unknownSize, true);
  return bytes;
}
