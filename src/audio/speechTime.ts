import { samplesOf } from './audioConverter';
import { type AudioFormat } from './AudioFormat';
import { energyDetector } from './energyDetector';

/** The detector judges so much at a time, s. */
const frameTime = 0.01;

/**
 * How many ms of mono audio are louder than what is quiet in it: speech, or something like it.
 *
 * @param pieces - the audio, in order, whole samples each
 * @internal
 */
export function speechTime(pieces: readonly Uint8Array[], format: AudioFormat): number {
  const detector = energyDetector();
  const size = Math.max(Math.round(format.sampleRate * frameTime), 1);
  let loud = 0;
  for (const piece of pieces) {
    const samples = samplesOf(piece, format);
    for (let at = 0; at < samples.length; at += size) {
      const frame = samples.subarray(at, at + size);
      if (detector.isSpeech(frame)) loud += (frame.length * 1000) / format.sampleRate;
    }
  }
  return loud;
}
