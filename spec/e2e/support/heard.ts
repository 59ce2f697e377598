import { type Page } from 'playwright-core';
import { type PlainTab } from './plainTab';

/** What left an audio graph, on its way to the device. */
export interface Heard {
  readonly rate: number;
  readonly samples: Float32Array;
  /** The number that the graph gave the first frame of each quantum. */
  readonly quanta: readonly number[];
}

/** Reads what the graph of the page's speaker gave out so far. */
export const heardFrom = (page: Pick<Page, 'evaluate'> | PlainTab): Promise<Heard> =>
  (page as PlainTab)
    .evaluate(() => graph.speaker!.read())
    .then(({ rate, samples, quanta }) => ({
      rate,
      quanta,
      samples: new Float32Array(new Uint8Array(Buffer.from(samples, 'base64')).buffer),
    }));

/** The samples of 16 bit that floats stand for. One that none stands for is `NaN`. */
export const exactSamples = (samples: Float32Array): number[] =>
  Array.from(samples, (x) => (Number.isInteger(x * 32_768) ? x * 32_768 : NaN));

/** Where samples stand, whole and in order, in what was heard; -1 where they do not. */
export function placeOf(wanted: ArrayLike<number>, heard: readonly number[]): number {
  const last = heard.length - wanted.length;
  for (let at = 0; at <= last; at++) {
    let i = 0;
    while (i < wanted.length && heard[at + i] === wanted[i]) i++;
    if (i === wanted.length) return at;
  }
  return -1;
}

/** Expects that a graph gave out these samples, whole, in order, once and without a gap, and nothing else. */
export function expectHeard({ samples, rate, quanta }: Heard, wanted: ArrayLike<number>): number {
  const heard = exactSamples(samples);
  const at = placeOf(wanted, heard);
  if (at < 0) throw new Error(explain(heard, wanted));
  const end = at + wanted.length;
  // A step into silence, or out of it, may be bridged within 3 ms.
  const bridge = Math.ceil(0.003 * rate);
  expect(loudest(samples.subarray(0, at - bridge))).toBe(0);
  expect(loudest(samples.subarray(end + bridge))).toBe(0);
  // The graph itself went on without a hole.
  const first = Math.floor(at / 128);
  const rendered = quanta.slice(first, Math.ceil(end / 128));
  expect(rendered).toEqual(rendered.map((_, i) => rendered[0]! + 128 * i));
  return at;
}

/** Expects the samples to have been heard whole, in order and once, with any silence in between. Gives the lengths of the pieces. */
export function expectHeardInPieces({ samples }: Heard, wanted: ArrayLike<number>): number[] {
  const heard = exactSamples(samples);
  const all = Array.from(wanted);
  const pieces: number[] = [];
  for (let done = 0, from = 0; done < all.length;) {
    const at = placeOf(all.slice(done, done + 64), heard.slice(from));
    if (at < 0) throw new Error(explain(heard, wanted));
    let length = 0;
    while (done + length < all.length && heard[from + at + length] === all[done + length]) length++;
    // What comes before it is silence, bridged at its ends.
    const [begin, end] = [from + (from > 0 ? 200 : 0), from + at - 200];
    expect(loudest(samples.subarray(begin, Math.max(begin, end)))).toBe(0);
    pieces.push(length);
    done += length;
    from += at + length;
  }
  return pieces;
}

export const loudest = (samples: Float32Array): number =>
  samples.reduce((most, x) => Math.max(most, Math.abs(x)), 0);

/** Says where it went wrong. */
function explain(heard: readonly number[], wanted: ArrayLike<number>): string {
  const sounding = heard.findIndex((x) => x !== 0);
  const begin = Array.from(wanted).slice(0, 16);
  const at = placeOf(begin, heard);
  if (at < 0)
    return `What was heard, of ${heard.length} samples, begins at ${sounding} with ${String(heard.slice(sounding, sounding + 100))}, and nowhere as ${String(begin)}.`;
  let i = 0;
  while (heard[at + i] === wanted[i]) i++;
  const part = (all: ArrayLike<number>, from: number) =>
    String(Array.from(all).slice(Math.max(0, from - 3), from + 6));
  return `What was heard, of ${heard.length} samples, begins at ${at} and differs at sample ${i} of ${wanted.length}: heard ${part(heard, at + i)}, wanted ${part(wanted, i)}.`;
}
