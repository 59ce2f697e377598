/** Loudness is measured over so many samples: 10 ms at 16 kHz. */
export const hopSamples = 160;
/** The floor is the quietest hop of the last 2 s. */
const memory = 200;
/** The floor is no lower than this, dBFS: a pause of zeros would make every breath loud. */
const lowestFloor = -65;
/** What the floor is before 2 s are heard, at most, dBFS: audio may begin in the middle of a word. */
const firstFloor = -40;
/** Speech is this much louder than the floor, dB. */
const rise = 12;
/** So many loud hops in a row begin speech: 40 ms, longer than a click. */
const onset = 4;

/**
 * Tells speech from silence by loudness, hop by hop, over a floor that follows the noise.
 *
 * @returns a function that takes the next 10 ms and tells whether speech goes on or begins there, and for how many hops it
 *   has been quiet
 * @internal
 */
export function endpointer(): (hop: Float32Array) => {
  readonly speech: boolean;
  readonly quiet: number;
} {
  const recent = new Float32Array(memory).fill(firstFloor);
  let at = 0;
  let loud = 0;
  let quiet = 0;

  return (hop) => {
    const level = decibels(hop);
    recent[at] = level;
    at = (at + 1) % memory;
    let floor = level;
    for (const other of recent) if (other < floor) floor = other;
    floor = Math.max(lowestFloor, floor);
    if (level > floor + rise) {
      loud++;
      if (loud >= onset) quiet = 0;
    } else {
      loud = 0;
      quiet++;
    }
    return { speech: loud >= onset, quiet };
  };
}

function decibels(hop: Float32Array): number {
  let sum = 0;
  for (const sample of hop) sum += sample * sample;
  return 10 * Math.log10(sum / Math.max(1, hop.length) + 1e-12);
}
