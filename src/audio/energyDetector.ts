/**
 * Tells speech from everything else, frame by frame.
 *
 * @category Audio
 */
export interface VoiceDetector {
  /** Takes the next 10 ms, mono at 16 kHz: 160 samples between -1 and 1. Tells whether they hold speech. */
  isSpeech(frame: Float32Array): boolean;
  /** Lets go of what it holds. Called once, when no more comes. */
  close?(): void;
}

/** The floor is the quietest of so many frames: 2 s. */
const memory = 200;
/** The floor is no lower than this, dBFS: a pause of zeros would make every breath loud. */
const lowestFloor = -65;
/** What the floor is before 2 s are heard, at most, dBFS: audio may begin in the middle of a word. */
const firstFloor = -40;
/** Speech is this much louder than the floor, dB. */
const rise = 12;

/**
 * Makes a detector that goes by loudness: speech is what is 12 dB louder than the quietest 10 ms of the last 2 s.
 *
 * It needs nothing and follows steady noise; a door that slams is speech to it.
 *
 * @internal
 */
export function energyDetector(): VoiceDetector {
  const recent = new Float32Array(memory).fill(firstFloor);
  let at = 0;

  return {
    isSpeech: (frame) => {
      const level = decibels(frame);
      recent[at] = level;
      at = (at + 1) % memory;
      let floor = level;
      for (const other of recent) if (other < floor) floor = other;
      return level > Math.max(lowestFloor, floor) + rise;
    },
  };
}

function decibels(frame: Float32Array): number {
  let sum = 0;
  for (const sample of frame) sum += sample * sample;
  return 10 * Math.log10(sum / Math.max(1, frame.length) + 1e-12);
}
