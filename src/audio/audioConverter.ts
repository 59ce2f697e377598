import { invalidOption } from '../errors';
import { type AudioFormat } from './AudioFormat';
import { formatMismatch } from './formatMismatch';
import { alawToLinear16, linear16ToAlaw, linear16ToMulaw, mulawToLinear16 } from './g711';
import { float32ToLinear16, linear16ToFloat32 } from './linear16';
import { type Resampler, resampler } from './resampler';
import { sameFormat } from './sameFormat';
import { bytesPerFrame } from './sampleFrames';
import { wholeFrames } from './wholeFrames';

/** Hz. What a file claims beyond them would make filters of any size. */
const slowest = 1000;
const fastest = 384_000;

/**
 * Converts audio that comes in pieces.
 *
 * @internal
 */
export interface AudioConverter {
  /** Takes the next bytes, of any number, and gives what can be known by now. */
  push(bytes: Uint8Array): Uint8Array;
  /** Gives the rest. */
  flush(): Uint8Array;
}

/**
 * Makes a converter from one format in a sample encoding to another: encoding, sample rate, and mono to several channels or
 * several to mono.
 *
 * @param from - what comes
 * @param to - what is wanted
 * @param doing - what an error says was being done
 * @throws `format-mismatch` for opus and mp3, and where both have several channels and not the same number;
 *   `invalid-option` for a sample rate that is not whole, or not from 1000 to 384 000 Hz
 * @internal
 */
export function audioConverter(
  from: AudioFormat,
  to: AudioFormat,
  doing = 'Converting audio',
): AudioConverter {
  const frameBytes = bytesPerFrame(from, doing);
  bytesPerFrame(to, doing);
  if (sameFormat(from, to)) return { push: (bytes) => bytes, flush: () => new Uint8Array(0) };
  if (from.channels !== to.channels && from.channels > 1 && to.channels > 1)
    throw formatMismatch(doing, { ...from, channels: 1 }, from);
  for (const { sampleRate } of [from, to]) requireRate(sampleRate, doing);

  const carried = Math.min(from.channels, to.channels);
  const lanes = Array.from({ length: carried }, () => resampler(from.sampleRate, to.sampleRate));
  const encode = (channels: readonly Float32Array[]) =>
    encoded(float32ToLinear16(interleaved(channels, to.channels)), to);
  let cut: Uint8Array = new Uint8Array(0);

  return {
    push: (bytes) => {
      const next = wholeFrames(cut, bytes, frameBytes);
      cut = next.cut;
      const channels = apart(samplesOf(next.whole, from), from.channels, carried);
      return encode(lanes.map((lane, i) => lane.push(channels[i] ?? new Float32Array(0))));
    },
    flush: () => encode(lanes.map((lane: Resampler) => lane.flush())),
  };
}

/**
 * Throws an `invalid-option` error unless a sample rate is whole, and from 1000 to 384 000 Hz.
 *
 * @internal
 */
export function requireRate(sampleRate: number, doing: string): void {
  if (!Number.isInteger(sampleRate) || sampleRate < slowest || sampleRate > fastest)
    throw invalidOption(
      'sampleRate',
      `${doing} needs a sample rate of whole Hz from ${slowest} to ${fastest}, but found ${sampleRate}. Correct the format of the audio.`,
    );
}

/**
 * The samples of some bytes, between -1 and 1.
 *
 * @internal
 */
export function samplesOf(bytes: Uint8Array, { encoding }: AudioFormat): Float32Array {
  if (encoding === 'mulaw') return linear16ToFloat32(mulawToLinear16(bytes));
  return linear16ToFloat32(encoding === 'alaw' ? alawToLinear16(bytes) : bytes);
}

function encoded(linear16: Uint8Array, { encoding }: AudioFormat): Uint8Array {
  if (encoding === 'mulaw') return linear16ToMulaw(linear16);
  return encoding === 'alaw' ? linear16ToAlaw(linear16) : linear16;
}

/** The samples of each channel; or, where one is wanted, the mean of all. */
function apart(samples: Float32Array, channels: number, wanted: number): readonly Float32Array[] {
  if (channels === 1) return [samples];
  const frames = samples.length / channels;
  if (wanted === 1) {
    const mean = new Float32Array(frames);
    for (let i = 0; i < samples.length; i++) {
      const frame = Math.floor(i / channels);
      mean[frame] = (mean[frame] ?? 0) + (samples[i] ?? 0) / channels;
    }
    return [mean];
  }
  return Array.from({ length: channels }, (_, channel) => {
    const lane = new Float32Array(frames);
    for (let frame = 0; frame < frames; frame++)
      lane[frame] = samples[frame * channels + channel] ?? 0;
    return lane;
  });
}

/** Sample frames of so many channels, all of them alike where there is one to take them from. */
function interleaved(lanes: readonly Float32Array[], channels: number): Float32Array {
  const [first = new Float32Array(0)] = lanes;
  if (channels === 1) return first;
  const samples = new Float32Array(first.length * channels);
  for (let channel = 0; channel < channels; channel++) {
    const lane = lanes[channel] ?? first;
    for (let i = 0; i < lane.length; i++) samples[i * channels + channel] = lane[i] ?? 0;
  }
  return samples;
}
