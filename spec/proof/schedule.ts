import { type FaultMoment, type FaultTrigger, type Gateway } from '../../src/gateway';
import { type Drawn, kinds, type Service } from './kinds';
import { type Entered, type LineState, watchLine } from './strikes';

/** When a fault strikes. */
type Moment = (drawn: Drawn) => FaultTrigger;

/**
 * In virtual time: in the state it is aimed at.
 *
 * @param calm - the course of an undisturbed line, which ended `over` ms after it was opened
 */
export const inStates =
  (calm: readonly Entered[], over: number): Moment =>
  ({ aim }) => {
    if (aim.by !== 'state') return { [aim.by]: aim.count };
    const states = [...new Set(calm.map(({ state }) => state))];
    const wanted = states[aim.state % states.length];
    const spans = calm.flatMap(({ state, at }, i) =>
      state === wanted ? [{ from: at, to: calm[i + 1]?.at ?? over }] : [],
    );
    const span = spans[Math.floor(aim.share * spans.length)];
    if (span === undefined) throw new Error('The undisturbed line was in no state.');
    // Behind what happens in the ms of the entry.
    const share = (aim.share * spans.length) % 1;
    return { time: Math.floor(span.from + share * (span.to - span.from)) + 0.5 };
  };

const events: Readonly<Record<Service, readonly FaultMoment[]>> = {
  tts: ['open', 'init', 'ready', 'text', 'flush', 'audio', 'terminal'],
  stt: ['open', 'init', 'ready', 'audio', 'partial', 'finalize', 'final'],
};

/** Over sockets, whose time is not to be foretold: at an event of the line. */
export const atEvents =
  (service: Service): Moment =>
  ({ aim }) => {
    if (aim.by !== 'state') return { [aim.by]: aim.count };
    const at = events[service][aim.state % events[service].length];
    return at === undefined ? {} : { at };
  };

/** Hits of each fault in each state, over many runs. */
export type Coverage = Map<string, Map<LineState, number>>;

/** A coverage with a row for each fault that is to be drawn: one that never is has cells to miss, too. */
export const noHits = (names: readonly string[]): Coverage =>
  new Map(names.map((name) => [name, new Map<LineState, number>()]));

function count(coverage: Coverage, fault: string, state: LineState): void {
  const row = coverage.get(fault) ?? new Map<LineState, number>();
  coverage.set(fault, row);
  row.set(state, (row.get(state) ?? 0) + 1);
}

/**
 * Puts the faults around a gateway, and adds what struck to the coverage. Each line has its own, with a watcher below.
 */
export function disturb(
  service: Service,
  gateway: Gateway,
  drawn: readonly Drawn[],
  momentOf: Moment,
  coverage: Coverage,
): Gateway {
  const put =
    (each: Drawn) =>
    (inner: Gateway): Gateway =>
    (client$, request) => {
      const watch = watchLine(service);
      const when = kinds[each.fault].strikes === 'moment' ? momentOf(each) : {};
      const struck = () => count(coverage, each.fault, watch.state());
      const fault = kinds[each.fault].make(each, { ...when, lines: Infinity, struck });
      return fault(watch.gateway(inner))(client$, request);
    };
  const isHabit = ({ fault }: Drawn) => kinds[fault].strikes === 'habit';
  // One after the other: the lines of the first fault, then those of the next.
  const broken = drawn
    .filter((each) => !isHabit(each))
    .flatMap((each) => Array.from({ length: each.lines }, () => put(each)(gateway)));
  const inTurn: Gateway = (client$, request) => (broken.shift() ?? gateway)(client$, request);
  return drawn.filter(isHabit).reduce((inner, each) => put(each)(inner), inTurn);
}

/** The coverage as a table: a row for each fault, a column for each state, `-` where it cannot be, and was not. */
export function table(
  coverage: Coverage,
  states: readonly LineState[],
  cannot: Impossible,
): string {
  const rows = [...coverage].map(([fault, hits]) =>
    [
      fault.padEnd(18),
      ...states.map((state) => {
        const can = cannot[fault]?.[state] === undefined;
        return String(hits.get(state) ?? (can ? 0 : '-')).padStart(11);
      }),
    ].join(''),
  );
  const head = ''.padEnd(18) + states.map((state) => state.padStart(11)).join('');
  return [head, ...rows.sort()].join('\n');
}

/** Why a fault cannot strike in a state, unless another one brings that about. */
export type Impossible = Readonly<Record<string, Partial<Record<LineState, string>>>>;

/** A row of {@link Impossible} for a fault that strikes in those states alone. */
export const only = (
  all: readonly LineState[],
  states: readonly LineState[],
  reason: string,
): Impossible[string] =>
  Object.fromEntries(
    all.filter((state) => !states.includes(state)).map((state) => [state, reason]),
  );

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

/** The faults that struck in no state at all. */
export const neverStruck = (coverage: Coverage): string[] =>
  [...coverage].flatMap(([fault, hits]) => (hits.size === 0 ? [fault] : []));

/** Prints a table where somebody looks, or asked for it. */
export function show(title: string, text: string): void {
  if (process.stderr.isTTY || process.env.PROOF_TABLE === '1') {
    process.stderr.write(`\n${title}\n${text}\n`);
  }
}
