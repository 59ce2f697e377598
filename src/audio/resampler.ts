/** Zero crossings of the sinc on each side, at the lower of the two rates. */
const halfWidth = 24;
/** Share of the lower rate's band that passes: the rest is the filter's slope. */
const band = 0.94;
/** Shape of the Kaiser window: side lobes near -80 dB (Kaiser 1974, 8.0). */
const beta = 8;

/**
 * Changes the sample rate of one channel that comes in pieces.
 *
 * @internal
 */
export interface Resampler {
  /** Takes the next samples and gives those of the new rate that can be known by now. */
  push(samples: Float32Array): Float32Array;
  /** Gives the rest, as if silence followed. In all, as many samples as the time of those pushed, to the nearest. */
  flush(): Float32Array;
}

/**
 * Makes a resampler: a windowed sinc, one phase of it for each place an output sample can have between two input samples.
 * How the audio is cut into pieces does not change a sample of the result.
 *
 * It is plain arithmetic, and no WASM library: it works in the call that brings the samples, where a library has to be
 * started first, so that it also runs in virtual time; and a browser's bundle grows by some lines only.
 *
 * @param from - Hz of the input, a whole number
 * @param to - Hz of the output, a whole number
 * @internal
 */
export function resampler(from: number, to: number): Resampler {
  if (from === to) return { push: (samples) => samples, flush: () => new Float32Array(0) };
  const divisor = gcd(from, to);
  const phases = to / divisor;
  const step = from / divisor;
  const reach = Math.ceil((halfWidth * from) / Math.min(from, to));
  const width = 2 * reach;
  const cutoff = band * Math.min(1, to / from);
  const filters = filtersFor(phases, step);

  // `held` begins `reach - 1` samples before the one that output `phase` comes right after.
  let held = new Float32Array(reach - 1);
  let phase = 0;
  let taken = 0;
  let given = 0;

  const push = (samples: Float32Array): Float32Array => {
    const input = new Float32Array(held.length + samples.length);
    input.set(held);
    input.set(samples, held.length);
    taken += samples.length;
    const output = new Float32Array(Math.ceil(((input.length + 1) * phases) / step) + 1);
    let count = 0;
    let at = 0;
    while (at + width <= input.length) {
      const taps = (filters[phase] ??= phaseFilter(phase / phases, reach, cutoff));
      // Two sums, as the width is even: the processor need not wait for one addition before the next.
      let even = 0;
      let odd = 0;
      for (let tap = 0; tap < width; tap += 2) {
        even += (input[at + tap] ?? 0) * (taps[tap] ?? 0);
        odd += (input[at + tap + 1] ?? 0) * (taps[tap + 1] ?? 0);
      }
      output[count++] = even + odd;
      phase += step;
      at += Math.floor(phase / phases);
      phase %= phases;
    }
    held = input.slice(at);
    given += count;
    return output.subarray(0, count);
  };

  return {
    push,
    flush() {
      const wanted = Math.round((taken * phases) / step) - given;
      return push(new Float32Array(width + step)).subarray(0, Math.max(0, wanted));
    },
  };
}

/** The phases of each ratio, made when first needed: rates with no small ratio have thousands, and short audio meets few. */
const known = new Map<string, (Float32Array | undefined)[]>();
/** So many ratios are remembered. */
const remembered = 16;

function filtersFor(phases: number, step: number): (Float32Array | undefined)[] {
  const ratio = `${phases}:${step}`;
  const filters = known.get(ratio) ?? [];
  if (known.size >= remembered) known.clear();
  known.set(ratio, filters);
  return filters;
}

/** The taps of one phase, with a sum of 1 so that its level is that of the others. */
function phaseFilter(offset: number, reach: number, cutoff: number): Float32Array {
  const taps = new Float32Array(2 * reach);
  let sum = 0;
  for (let tap = 0; tap < taps.length; tap++) {
    const distance = tap - (reach - 1) - offset;
    const weight = sinc(distance * cutoff) * kaiser(distance / reach);
    taps[tap] = weight;
    sum += weight;
  }
  for (let tap = 0; tap < taps.length; tap++) taps[tap] = (taps[tap] ?? 0) / sum;
  return taps;
}

const sinc = (x: number) => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));

const kaiser = (x: number) => (Math.abs(x) > 1 ? 0 : bessel0(beta * Math.sqrt(1 - x * x)));

/** The modified Bessel function of the first kind, order 0, by its power series. */
function bessel0(x: number): number {
  let sum = 1;
  for (let term = 1, k = 1; term > sum * 1e-12; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
