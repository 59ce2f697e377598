import {
  audioConverter,
  type AudioFormat,
  bytesPerFrame,
  float32ToLinear16,
  framesOf,
} from '../../audio';

/**
 * Makes what records on the audio thread: takes render quanta, and gives chunks of an exact length in the asked format.
 *
 * @param sampleRate - of the quanta, Hz
 * @param format - of the chunks, in a sample encoding
 * @param ms - the length of a chunk
 * @returns takes mono samples, and gives the chunks that they complete, each in a buffer of its own
 * @internal
 */
export function capture(
  sampleRate: number,
  format: AudioFormat,
  ms: number,
): (samples: Float32Array) => Uint8Array<ArrayBuffer>[] {
  const heard: AudioFormat = { encoding: 'linear16', sampleRate, channels: 1 };
  const converter = audioConverter(heard, format, 'Recording the microphone');
  const size = Math.max(1, framesOf(format, ms)) * bytesPerFrame(format);
  let chunk = new Uint8Array(size);
  let filled = 0;

  return (samples) => {
    const full: Uint8Array<ArrayBuffer>[] = [];
    let bytes = converter.push(float32ToLinear16(samples));
    while (bytes.length > 0) {
      const taken = bytes.subarray(0, size - filled);
      chunk.set(taken, filled);
      filled += taken.length;
      bytes = bytes.subarray(taken.length);
      if (filled < size) break;
      full.push(chunk);
      chunk = new Uint8Array(size);
      filled = 0;
    }
    return full;
  };
}
