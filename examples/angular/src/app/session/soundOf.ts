import { alawToLinear16, type AudioChunk, linear16ToFloat32, mulawToLinear16 } from 'rxjs-voice';

/** The samples of a chunk, -1 to 1. Of Opus and MP3 nothing can be told here: none. */
export function samplesOf({ data, format }: AudioChunk): Float32Array {
  switch (format.encoding) {
    case 'linear16':
      return linear16ToFloat32(data.subarray(0, data.length & ~1));
    case 'mulaw':
      return linear16ToFloat32(mulawToLinear16(data));
    case 'alaw':
      return linear16ToFloat32(alawToLinear16(data));
    default:
      return new Float32Array(0);
  }
}

/** How high a bar of so much sound is drawn: speech is quiet most of the time, so that small levels are lifted. */
export function barOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.min(1, Math.sqrt(Math.sqrt(sum / Math.max(1, samples.length)) * 2.2));
}
