// How the operators' work grows with their input, against the cheapest operator on the same values in the same run.
//
//   npm run bench
//
// Read along the lines: an operator whose work is linear keeps its ratio at 10 and at 100 times the input. The times
// themselves depend on the machine, so none are shown.
import { performance } from 'node:perf_hooks';
import { concatMap, from, of } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { bufferAudio, flushEvery, frameAudio } from '../dist/index.js';

const sizes = [1, 10, 100];
const runs = 3;
const format = { encoding: 'linear16', sampleRate: 16_000, channels: 1 };

const prose =
  'Dr. Lee paid $29.99 at 5 p.m. for two seats, e.g. in row 3. "Is that all?" she asked. See www.example.com/a?b=C for more. ';
const repeated = (piece, length) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
const tokensOf = (piece) => (times) => repeated(piece, 5000 * times).match(/[^]{1,4}/g);
const chunksOf = (bytes) => (times) =>
  Array.from({ length: 200 * times }, () => ({ data: new Uint8Array(bytes), format }));

const plain = concatMap((value) => of(value));
const phrases = flushEvery({ sentences: 1, chars: 300 });

/** What is compared: values by size, and an operator over them. The first of a group is what the rest is measured by. */
const groups = [
  {
    title: 'tokens of 4 characters, from 5 000 characters on',
    sides: [
      ['concatMap(of)', tokensOf(prose), plain],
      ['flushEvery, prose', tokensOf(prose), phrases],
      ['flushEvery, no stop at all', tokensOf('and so on and on '), phrases],
      ['flushEvery, one word', tokensOf('a'), phrases],
      ['flushEvery, no limit, one word', tokensOf('a'), flushEvery()],
      ['flushEvery, stops alone', tokensOf('.'), phrases],
      ['flushEvery, tags never closed', tokensOf('<a b="'), phrases],
      ['flushEvery, abbreviations', tokensOf('U.S. '), phrases],
    ],
  },
  {
    title: 'chunks of 20 ms of audio, from 200 on',
    sides: [
      ['concatMap(of)', chunksOf(640), plain],
      ['frameAudio, the same frames', chunksOf(640), frameAudio({ ms: 20 })],
      ['frameAudio, frames of 7 ms', chunksOf(640), frameAudio({ ms: 7 })],
      ['frameAudio, frames of 1 s', chunksOf(640), frameAudio({ ms: 1000 })],
      ['bufferAudio, virtual time', chunksOf(640), bufferAudio({ max: Infinity })],
    ],
  },
];

/** Runs it in virtual time, so that no operator waits for a clock. */
function run(values, operator) {
  let count = 0;
  new TestScheduler(() => undefined).run(({ flush }) => {
    from(values)
      .pipe(operator)
      .subscribe(() => count++);
    flush();
  });
  if (count === 0) throw new Error('Nothing came out.');
}

/** The time for the largest input, and for as much in many small ones. */
function timeOf(values, operator, times) {
  const began = performance.now();
  for (let i = 0; i < times; i++) run(values, operator);
  return performance.now() - began;
}

const largest = Math.max(...sizes);
const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];

for (const { title, sides } of groups) {
  const times = sides.map(() => sizes.map(() => []));
  sizes.forEach((size, column) => {
    const inputs = sides.map(([, valuesOf]) => valuesOf(size));
    // All sides in turn, so that what else the machine does falls on all of them.
    for (let nth = 0; nth <= runs; nth++)
      sides.forEach(([, , operator], row) => {
        const time = timeOf(inputs[row], operator, largest / size);
        if (nth > 0) times[row][column].push(time); // the first round warms up
      });
  });
  const [base, ...rest] = times.map((row) => row.map(median));
  console.log(`\n${title}: × ${sides[0][0]}, median of ${runs} runs\n`);
  console.log(`${' '.repeat(34)}${sizes.map((size) => `${size} ×`.padStart(9)).join('')}`);
  rest.forEach((row, nth) => {
    const ratios = row.map((time, column) => (time / base[column]).toFixed(1).padStart(9));
    console.log(`${sides[nth + 1][0].padEnd(34)}${ratios.join('')}`);
  });
}
