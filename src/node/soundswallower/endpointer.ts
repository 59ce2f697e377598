import { energyDetector } from '../../audio';

/** Loudness is measured over so many samples: 10 ms at 16 kHz. */
export const hopSamples = 160;
/** So many loud hops in a row begin speech: 40 ms, longer than a click. */
const onset = 4;

/**
 * Tells speech from silence by loudness, hop by hop.
 *
 * @returns a function that takes the next 10 ms and tells whether speech goes on or begins there, and for how many hops it
 *   has been quiet
 * @internal
 */
export function endpointer(): (hop: Float32Array) => {
  readonly speech: boolean;
  readonly quiet: number;
} {
  const detector = energyDetector();
  let loud = 0;
  let quiet = 0;

  return (hop) => {
    if (detector.isSpeech(hop)) {
      loud++;
      if (loud >= onset) quiet = 0;
    } else {
      loud = 0;
      quiet++;
    }
    return { speech: loud >= onset, quiet };
  };
}
