// Speaks and listens for a while under random faults, and tells what was lost, repeated or stuck.
//
//   npm run soak -- --minutes 0.5 --seed 1
//
// Everything is checked against the same turns without faults. It exits with 1 when anything was lost, repeated or stuck, or
// when the heap grew, and with 2 when it was asked for in a way that it does not understand.
import { setMaxListeners } from 'node:events';
import { parseArgs } from 'node:util';
import { type HeapReport } from './heap';
import { soak } from './run';
import { type Tally } from './tally';

const usage = 'Use: npm run soak -- [--minutes M] [--seed S] [--sessions N] [--json]';

interface Asked {
  readonly ms: number;
  readonly seed: number;
  readonly sessions: number;
  readonly json: boolean;
}

function asked(): Asked {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '0.5' },
      seed: { type: 'string', default: '1' },
      sessions: { type: 'string', default: '20' },
      json: { type: 'boolean', default: false },
    },
  });
  const minutes = number('minutes', values.minutes, (n) => n > 0 && n <= 1440, 'from 0 to 1440');
  const whole = (most: number) => (n: number) => Number.isInteger(n) && n >= 0 && n <= most;
  const seed = number('seed', values.seed, whole(4_294_967_295), 'whole, from 0 to 4294967295');
  const sessions = number(
    'sessions',
    values.sessions,
    (n) => whole(400)(n) && n >= 1,
    'whole, from 1 to 400: so many speak, and as many listen',
  );
  return { ms: minutes * 60_000, seed, sessions, json: values.json };
}

function number(flag: string, text: string, good: (n: number) => boolean, must: string): number {
  const value = text.trim() === '' ? NaN : Number(text);
  if (good(value)) return value;
  throw new Error(`--${flag} is ${JSON.stringify(text)}; it must be a number, ${must}.`);
}

const lastLine = ({ turns, faults, lost, repeated, stuck }: Tally) =>
  `turns ${turns} faults ${sum(faults)} lost ${lost} repeated ${repeated} stuck ${stuck}`;

const sum = (faults: Tally['faults']) => [...faults.values()].reduce((all, one) => all + one, 0);

async function main({ json, ...options }: Asked): Promise<number> {
  const shows = process.stderr.isTTY && !json;
  const stop = new AbortController();
  // Every turn listens to it.
  setMaxListeners(0, stop.signal);
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const wipe = shows ? '\r\u001b[2K' : '';
  const { tally, heap, ms } = await soak({
    ...options,
    stop: stop.signal,
    progress: (so) => {
      if (shows) process.stderr.write(`${wipe}${lastLine(so)}`);
    },
    complain: (sentence) => process.stderr.write(`${wipe}${sentence}\n`),
  });
  process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  if (shows) process.stderr.write(wipe);

  const { turns, interrupted, lost, repeated, stuck, faults } = tally;
  const byKind = [...faults].sort(([one], [other]) => (one < other ? -1 : 1));
  if (json) {
    const counts = { turns, interrupted, faults: sum(faults), lost, repeated, stuck };
    const kinds = Object.fromEntries(byKind);
    console.log(JSON.stringify({ seed: options.seed, ms, ...counts, kinds, heap }));
  } else {
    console.log(
      `${options.sessions} sessions speak and ${options.sessions} listen, ${turns} turns`,
    );
    console.log(
      `in ${(ms / 1000).toFixed(1)} s, ${interrupted} of them interrupted; seed ${options.seed}`,
    );
    for (const [kind, times] of byKind) console.log(`  ${kind.padEnd(18)} ${times}`);
    console.log(heapLine(heap));
    console.log(lastLine(tally));
  }
  return lost + repeated + stuck > 0 || heap.grew ? 1 : 0;
}

const heapLine = ({ start, end, samples, grew }: HeapReport) =>
  `heap ${start.toFixed(1)} MiB after the warm-up, ${end.toFixed(1)} MiB at the end, ${samples} looks: ${
    grew ? 'it grew' : 'it did not grow'
  }`;

let options: Asked | undefined;
try {
  options = asked();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}\n`);
  process.exitCode = 2;
}
if (options !== undefined) {
  const code = await main(options);
  // A turn that is stuck keeps its line, which would keep the process.
  if (code === 0) process.exitCode = 0;
  else process.exit(code);
}
