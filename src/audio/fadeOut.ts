import { type AudioFormat } from './AudioFormat';
import { alawCode, alawSamples, mulawCode, mulawSamples } from './g711';
import { viewOf } from './linear16';
import { bytesPerFrame } from './sampleFrames';

/**
 * Copies the first sample frames of some audio, falling in a straight line from what they were to zero.
 *
 * The last frame of the copy is silent, the first is all but as loud as it was, and all channels of a frame fall alike. The
 * input is not written to.
 *
 * @param data - bytes in a sample encoding, at any offset
 * @param format - what they are
 * @param frames - how many sample frames the fall takes; where there are fewer, it takes those
 * @returns new bytes, no longer than the fall
 * @throws `format-mismatch` for opus and mp3
 * @internal
 */
export function fadeOut(
  data: Uint8Array,
  format: AudioFormat,
  frames = Infinity,
): Uint8Array<ArrayBuffer> {
  const frameBytes = bytesPerFrame(format, 'Fading audio out');
  const length = Math.min(Math.max(0, Math.floor(frames)), Math.floor(data.length / frameBytes));
  // Not slice(): that of Node's Buffer does not copy.
  const faded = new Uint8Array(data.subarray(0, length * frameBytes));
  const gainAt = (sample: number) => (length - 1 - Math.floor(sample / format.channels)) / length;

  if (format.encoding === 'linear16') {
    const view = viewOf(faded);
    for (let i = 0; i < faded.length >> 1; i++)
      view.setInt16(2 * i, Math.round(view.getInt16(2 * i, true) * gainAt(i)), true);
    return faded;
  }
  const [samples, codeOf] =
    format.encoding === 'mulaw' ? [mulawSamples, mulawCode] : [alawSamples, alawCode];
  for (let i = 0; i < faded.length; i++)
    // Adding 0 turns a negative zero into the positive one, whose code is that of silence.
    faded[i] = codeOf(Math.round((samples[faded[i] ?? 0] ?? 0) * gainAt(i)) + 0);
  return faded;
}
