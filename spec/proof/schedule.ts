import fc from 'fast-check';
import { faults, type Gateway } from '../../src/gateway';
import { type LineState, type Strikes, strikes } from './strikes';

/** A fault as it is drawn: which, on how many lines, and where on the line. */
export interface Drawn {
  readonly fault:
    'drop' | 'close' | 'halfOpen' | 'refuse' | 'acceptThenDrop' | 'lateReady' | 'junk';
  readonly lines: number;
  /** Of the faults that strike at a moment: the state they are aimed at, and how far into it, or so many frames or ms of audio. */
  readonly aim:
    | { readonly by: 'state'; readonly state: number; readonly share: number }
    | { readonly by: 'frames' | 'audio'; readonly count: number };
  readonly code: number;
  readonly delay: number;
}

/** How many lines in a row may be of no use: the fifth is `line-unstable`. */
const useless = 4;

const one = fc.record<Drawn>({
  fault: fc.constantFrom(
    'drop',
    'close',
    'halfOpen',
    'refuse',
    'acceptThenDrop',
    'lateReady',
    'junk',
  ),
  lines: fc.integer({ min: 1, max: 3 }),
  aim: fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        by: fc.constant('state' as const),
        state: fc.nat(99),
        share: fc.double({ min: 0, max: 0.999, noNaN: true }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        by: fc.constantFrom('frames' as const, 'audio' as const),
        count: fc.integer({ min: 1, max: 60 }),
      }),
    },
  ),
  code: fc.constantFrom(1001, 1008, 1011, 1012, 1013, 1014, 4000),
  delay: fc.integer({ min: 1, max: 300 }),
});

/**
 * Faults, the outermost first, that a session must get over: no more useless lines in a row than it puts up with, and one silence,
 * since the second running fails the turn, and rightly so.
 */
export const schedule: fc.Arbitrary<readonly Drawn[]> = fc
  .array(one, { minLength: 1, maxLength: 3 })
  .map((drawn) => {
    let left = useless;
    let silent = false;
    return drawn.flatMap((each) => {
      if (onEveryLine(each)) return [each];
      if (left === 0 || (each.fault === 'halfOpen' && silent)) return [];
      const lines = each.fault === 'halfOpen' ? 1 : Math.min(each.lines, left);
      silent ||= each.fault === 'halfOpen';
      left -= lines;
      return [{ ...each, lines }];
    });
  })
  .filter((drawn) => drawn.length > 0);

/** The moment a fault strikes at, from the course of an undisturbed line. */
function trigger({ aim, lines }: Drawn, calm: Strikes['lines'][number], over: number) {
  if (aim.by !== 'state') {
    return aim.by === 'frames' ? { frames: aim.count, lines } : { audio: aim.count, lines };
  }
  const states = [...new Set(calm.map(({ state }) => state))];
  const wanted = states[aim.state % states.length];
  const spans = calm.flatMap(({ state, at }, i) =>
    state === wanted ? [{ from: at, to: calm[i + 1]?.at ?? over }] : [],
  );
  const span = spans[Math.floor(aim.share * spans.length)];
  if (span === undefined) throw new Error('The undisturbed line was in no state.');
  // Behind what happens in the ms of the entry.
  const share = (aim.share * spans.length) % 1;
  return { time: Math.floor(span.from + share * (span.to - span.from)) + 0.5, lines };
}

function faultOf(drawn: Drawn, calm: Strikes['lines'][number], over: number) {
  const { fault, lines, code, delay } = drawn;
  switch (fault) {
    case 'drop':
      return faults.dropAfter(trigger(drawn, calm, over));
    case 'close':
      return faults.closeWith({ code, ...trigger(drawn, calm, over) });
    case 'halfOpen':
      return faults.halfOpen(trigger(drawn, calm, over));
    case 'refuse':
      return faults.refuse({ lines });
    case 'acceptThenDrop':
      return faults.acceptThenDrop({ lines });
    case 'lateReady':
      return faults.lateReady(delay);
    case 'junk':
      return faults.junk();
  }
}

const onEveryLine = ({ fault }: Drawn) => fault === 'lateReady' || fault === 'junk';

/** Hits of each fault in each state, over many runs. */
export type Coverage = Map<string, Map<LineState, number>>;

/**
 * Puts the faults around a gateway, each between two watchers of its own. `count` adds what struck to the coverage. For one
 * subscription of each line.
 */
export function disturb(
  service: 'tts' | 'stt',
  gateway: Gateway,
  drawn: readonly Drawn[],
  calm: Strikes['lines'][number],
  over: number,
) {
  const watched = drawn.map((each) => {
    const watch = strikes(service, () => 0);
    const wrap = (inner: Gateway) => watch.above(faultOf(each, calm, over)(watch.below(inner)));
    return { each, watch, wrap };
  });
  const always = watched.filter(({ each }) => onEveryLine(each));
  const striking = watched.filter(({ each }) => !onEveryLine(each));
  // One after the other: the lines of the first fault, then those of the next.
  const broken = striking.flatMap(({ each, wrap }) => {
    const struck = wrap(gateway);
    return Array.from({ length: each.lines }, () => struck);
  });
  const inTurn: Gateway = (client$, request) => (broken.shift() ?? gateway)(client$, request);
  const disturbed = always.reduce((inner, { wrap }) => wrap(inner), inTurn);
  return {
    gateway: disturbed,
    count: (coverage: Coverage) => {
      for (const { each, watch } of watched) {
        const row = coverage.get(each.fault) ?? new Map<LineState, number>();
        coverage.set(each.fault, row);
        for (const state of watch.struck) row.set(state, (row.get(state) ?? 0) + 1);
      }
    },
  };
}

/** The coverage as a table: a row for each fault, a column for each state, `-` where it cannot be. */
export function table(
  coverage: Coverage,
  states: readonly LineState[],
  cannot: Impossible,
): string {
  const rows = [...coverage].map(([fault, hits]) =>
    [
      fault.padEnd(15),
      ...states.map((state) =>
        (cannot[fault]?.[state] === undefined ? String(hits.get(state) ?? 0) : '-').padStart(11),
      ),
    ].join(''),
  );
  const head = ''.padEnd(15) + states.map((state) => state.padStart(11)).join('');
  return [head, ...rows.sort()].join('\n');
}

/** Why a fault cannot strike in a state. */
export type Impossible = Readonly<Record<string, Partial<Record<LineState, string>>>>;

/** The cells that can be and were never hit. */
export function missed(
  coverage: Coverage,
  states: readonly LineState[],
  cannot: Impossible,
): string[] {
  return [...coverage].flatMap(([fault, hits]) =>
    states
      .filter((state) => cannot[fault]?.[state] === undefined && (hits.get(state) ?? 0) === 0)
      .map((state) => `${fault} in ${state}`),
  );
}

/** Prints a table where somebody looks, or asked for it. */
export function show(title: string, text: string): void {
  if (process.stderr.isTTY || process.env.PROOF_TABLE === '1') {
    process.stderr.write(`\n${title}\n${text}\n`);
  }
}
