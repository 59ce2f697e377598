import { invalidOption } from '../errors';
import { type AudioChunk, type AudioFormat, type Encoding } from './AudioFormat';
import { formatMismatch } from './formatMismatch';

/**
 * An encoding whose bytes are samples that can be counted and cut.
 *
 * @internal
 */
export type SampleEncoding = Extract<Encoding, 'linear16' | 'mulaw' | 'alaw'>;

/**
 * What an error calls the formats that can be counted and cut.
 *
 * @internal
 */
const sampleEncodings = 'linear16, mulaw or alaw';

/**
 * Whether the bytes of an encoding are samples that can be counted and cut.
 *
 * @internal
 */
export function isSampleEncoding(encoding: Encoding): encoding is SampleEncoding {
  return encoding === 'linear16' || encoding === 'mulaw' || encoding === 'alaw';
}

/**
 * The bytes of one sample frame, that is of one sample for every channel: two a channel in linear16, one in G.711.
 *
 * @param format - a format in a sample encoding; others are a `format-mismatch`, and a sample rate or a number of channels
 *   that is not positive is an `invalid-option`
 * @param doing - what the error says was being done
 * @internal
 */
export function bytesPerFrame(format: AudioFormat, doing = 'Counting samples'): number {
  if (!isSampleEncoding(format.encoding)) throw formatMismatch(doing, sampleEncodings, format);
  const { sampleRate, channels } = format;
  if (!(sampleRate > 0 && sampleRate < Infinity)) throw impossible(doing, 'sampleRate', sampleRate);
  if (!(channels > 0 && Number.isInteger(channels))) throw impossible(doing, 'channels', channels);
  return format.encoding === 'linear16' ? 2 * channels : channels;
}

function impossible(doing: string, option: string, found: number) {
  return invalidOption(
    option,
    `${doing} needs a format whose ${option} is positive, but found ${found}. Correct the format of the audio.`,
  );
}

/**
 * How many whole sample frames a chunk holds.
 *
 * @internal
 */
export function framesIn({ data, format }: AudioChunk, doing?: string): number {
  return Math.floor(data.byteLength / bytesPerFrame(format, doing));
}

/**
 * How many sample frames make up so many ms, to the nearest frame.
 *
 * @internal
 */
export function framesOf(format: AudioFormat, ms: number): number {
  return Math.round((ms * format.sampleRate) / 1000);
}
