// What the audio operators cost for a second of audio, and that it stays the same however much comes.
//
//   npm run bench
//
// Every operator gets 1, 10 and 100 times the same audio, in chunks of 20 ms; bufferAudio in virtual time, with all of it
// held at once. The baseline reads every sample, in the same run. Times are of the processor, so that other
// programs do not count. Read the ratios; the times depend on the machine.
import { from, map } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { bufferAudio, frameAudio, resampleAudio } from '../dist/index.js';

const seconds = 4;
const sizes = [1, 10, 100];
const runs = [50, 10, 4];

const format = { encoding: 'linear16', sampleRate: 24_000, channels: 1 };
const chunk = { data: new Uint8Array(960).map((_, i) => (i * i) % 251), format };
const chunksOf = (times) => Array.from({ length: 50 * seconds * times }, () => chunk);

let sum = 0;
const sumOf = (data) => {
  for (let i = 0; i < data.length; i += 2) sum += data[i] | (data[i + 1] << 8);
};

const at16k = { ...format, sampleRate: 16_000 };
const sides = {
  'read (baseline)': map((chunk) => (sumOf(chunk.data), chunk)),
  'frameAudio 7 ms': frameAudio({ ms: 7 }),
  'frameAudio 100 ms': frameAudio({ ms: 100 }),
  bufferAudio: bufferAudio({ ahead: 200, max: Infinity }),
  'resampleAudio 24 to 16 kHz': resampleAudio(at16k),
  'resampleAudio 24 to 8 kHz': resampleAudio({ ...at16k, sampleRate: 8000, encoding: 'mulaw' }),
  'resampleAudio mulaw only': resampleAudio({ ...format, encoding: 'mulaw' }),
};

/** ms of a run, and the ms of audio that came out. */
function run(chunks, operator) {
  let played = 0;
  let ms = 0;
  new TestScheduler(() => undefined).run(({ flush }) => {
    const began = process.cpuUsage();
    from(chunks)
      .pipe(operator)
      .subscribe(({ data, format: { encoding, sampleRate } }) => {
        played += (data.length / (encoding === 'linear16' ? 2 : 1) / sampleRate) * 1000;
      });
    flush();
    const { user, system } = process.cpuUsage(began);
    ms = (user + system) / 1000;
  });
  return { ms, played };
}

const best = (chunks, operator, runs) => {
  let least = Infinity;
  for (let i = 0; i < runs; i++) {
    const { ms, played } = run(chunks, operator);
    if (Math.round(played) !== chunks.length * 20)
      throw new Error(`${played} ms of ${chunks.length * 20} came out`);
    least = Math.min(least, ms);
  }
  return least;
};

const inputs = sizes.map(chunksOf);
console.log(
  `${seconds} s of audio, best of ${runs.join(', ')} runs; µs for a second of audio at 1 ×, 10 × and 100 × as much\n`,
);
let base = 0;
for (const [name, operator] of Object.entries(sides)) {
  best(inputs[0], operator, 20); // warms up
  const each = inputs.map(
    (chunks, i) => (best(chunks, operator, runs[i]) * 1000) / (seconds * sizes[i]),
  );
  base ||= each[2];
  const columns = each.map((us) => us.toFixed(1).padStart(9)).join('');
  const growth = (each[2] / each[0]).toFixed(2).padStart(6);
  const ratio = (each[2] / base).toFixed(1).padStart(7);
  console.log(`${name.padEnd(27)}${columns}   100 × / 1 ×: ${growth}   ${ratio} × the baseline`);
}
if (sum === 0) throw new Error('nothing was read');
