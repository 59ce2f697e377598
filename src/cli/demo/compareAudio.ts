/**
 * How audio differs from the audio it should be, in bytes.
 *
 * @internal
 */
export interface AudioDifference {
  /** Of the reference, never received. */
  readonly lost: number;
  /** Received more than once, the first time not counted. */
  readonly repeated: number;
  /** Received, and nowhere in the reference. */
  readonly foreign: number;
}

/** linear16. */
const sampleBytes = 2;

/** What must agree before two places count as the same one, bytes: 2 ms at 16 000 Hz. */
const window = 64;

/**
 * Compares received linear16 audio with a reference, sample by sample.
 *
 * Where the two part, the received audio is looked for everywhere in the reference, and followed from the place where it
 * agrees longest: further on is a loss, further back a repetition. Every byte of the reference counts how often it came.
 *
 * @internal
 */
export function compareAudio(reference: Uint8Array, received: Uint8Array): AudioDifference {
  const whole = Buffer.from(reference.buffer, reference.byteOffset, reference.byteLength);
  const came = new Uint32Array(reference.length);
  let foreign = 0;
  let at = 0; // in the reference
  let next = 0; // in what was received

  while (next < received.length) {
    const run = agreement(reference, at, received, next);
    for (let i = 0; i < run; i++) came[at + i] = (came[at + i] ?? 0) + 1;
    at += run;
    next += run;
    if (next === received.length) break;
    const found = bestPlace(whole, received, next, at);
    if (found === undefined) {
      foreign += sampleBytes;
      next += sampleBytes;
    } else at = found;
  }

  let lost = 0;
  let repeated = 0;
  for (const times of came) {
    if (times === 0) lost++;
    else repeated += times - 1;
  }
  return { lost, repeated, foreign };
}

/** How many bytes are the same from here on. */
function agreement(a: Uint8Array, from: number, b: Uint8Array, start: number): number {
  const most = Math.min(a.length - from, b.length - start);
  let i = 0;
  while (i < most && a[from + i] === b[start + i]) i++;
  return i - (i % sampleBytes);
}

/** Where in the reference the received audio goes on: the place that agrees longest, of equals the one nearest ahead. */
function bestPlace(
  reference: Buffer,
  received: Uint8Array,
  next: number,
  at: number,
): number | undefined {
  const sought = received.subarray(next, next + window);
  let best: number | undefined;
  let longest = 0;
  for (
    let place = reference.indexOf(sought);
    place !== -1;
    place = reference.indexOf(sought, place + 1)
  ) {
    if (place % sampleBytes !== 0) continue;
    const length = agreement(reference, place, received, next);
    if (length > longest || (length === longest && place === at)) {
      best = place;
      longest = length;
    }
  }
  return best;
}
