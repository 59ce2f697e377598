import { type AudioChunk } from 'rxjs-voice';

/**
 * Makes audio whose samples tell where they stand: none is zero, and no few of them in a row come twice. It begins and ends softly,
 * so that nothing needs to be bridged.
 *
 * @param first - the number of its first sample
 */
export function countingSamples(first: number, frames: number): Int16Array {
  const edge = 100;
  return Int16Array.from({ length: frames }, (_, i) => {
    const at = first + i;
    const loud = 2000 + ((at * 7919) % 9973);
    const soft = Math.min(1, (Math.min(i, frames - 1 - i) + 1) / edge);
    return Math.max(1, Math.round(loud * soft * soft)) * (at % 2 === 0 ? 1 : -1);
  });
}

/** The same as a chunk. */
export const countingAudio = (first: number, frames: number, sampleRate: number): AudioChunk => ({
  data: new Uint8Array(countingSamples(first, frames).buffer),
  format: { encoding: 'linear16', sampleRate, channels: 1 },
});
