import fc from 'fast-check';
import { faults, type FaultTrigger, type Gateway } from '../../src/gateway';

/** The name of a fault. */
export type FaultName = keyof typeof faults;

export type Service = 'tts' | 'stt';

/** A fault as it is drawn: which, on how many lines, where on the line, and what it needs to know beside. */
export interface Drawn {
  readonly fault: FaultName;
  /** On how many lines; habits of a route are on every line. */
  readonly lines: number;
  /** Of the faults that strike at a moment: the state they are aimed at, and how far into it, or so many frames or ms of audio. */
  readonly aim:
    | { readonly by: 'state'; readonly state: number; readonly share: number }
    | { readonly by: 'frames' | 'audio'; readonly count: number };
  /** A close code. */
  readonly code: number;
  /** A gateway's error code, and what comes behind it. */
  readonly error: string;
  readonly then: 'silence' | 'close' | 'go-on';
  /** ms. */
  readonly delay: number;
  /** Bytes a second. */
  readonly rate: number;
  readonly timeLeft: number;
}

/** How a fault is drawn and made. */
export interface Kind {
  /** Which service it can do anything to. */
  readonly of: Service | 'both';
  /** `moment`: it strikes at a moment of its lines. `line`: it has its lines as a whole. `habit`: it has every line. */
  readonly strikes: 'moment' | 'line' | 'habit';
  /**
   * What it costs a session: a line, of which it puts up with four in a row that are no use; or an answer that does not come, of
   * which it puts up with one.
   */
  readonly costs: (drawn: Drawn) => 'nothing' | 'line' | 'answer';
  /** Makes it, with `lines` and `struck` in the trigger. */
  readonly make: (
    drawn: Drawn,
    when: FaultTrigger & { readonly struck: () => void; readonly lines: number },
  ) => (gateway: Gateway) => Gateway;
}

const line = () => 'line' as const;
const answer = () => 'answer' as const;
const nothing = () => 'nothing' as const;

/** Every fault there is. */
export const kinds: Readonly<Record<FaultName, Kind>> = {
  dropAfter: {
    of: 'both',
    strikes: 'moment',
    costs: line,
    make: (_, when) => faults.dropAfter(when),
  },
  closeWith: {
    of: 'both',
    strikes: 'moment',
    costs: line,
    make: ({ code }, when) => faults.closeWith({ code, ...when }),
  },
  halfOpen: {
    of: 'both',
    strikes: 'moment',
    costs: answer,
    make: (_, when) => faults.halfOpen(when),
  },
  refuse: { of: 'both', strikes: 'line', costs: line, make: (_, when) => faults.refuse(when) },
  rejectDeflate: {
    of: 'both',
    strikes: 'habit',
    costs: nothing,
    make: (_, when) => faults.rejectDeflate(when),
  },
  lateReady: {
    of: 'both',
    strikes: 'habit',
    costs: nothing,
    make: ({ delay }, when) => faults.lateReady(delay, when),
  },
  acceptThenDrop: {
    of: 'both',
    strikes: 'line',
    costs: line,
    make: (_, when) => faults.acceptThenDrop(when),
  },
  junk: { of: 'both', strikes: 'habit', costs: nothing, make: (_, when) => faults.junk(when) },
  unknownFrames: {
    of: 'both',
    strikes: 'habit',
    costs: nothing,
    make: (_, when) => faults.unknownFrames(when),
  },
  malformedFrames: {
    of: 'both',
    strikes: 'habit',
    costs: nothing,
    make: (_, when) => faults.malformedFrames(when),
  },
  splitFrames: {
    of: 'tts',
    strikes: 'habit',
    costs: nothing,
    make: (_, when) => faults.splitFrames(when),
  },
  silence: {
    of: 'both',
    strikes: 'moment',
    costs: answer,
    make: (_, when) => faults.silence(when),
  },
  noReady: { of: 'both', strikes: 'line', costs: line, make: (_, when) => faults.noReady(when) },
  slowDrain: {
    of: 'both',
    strikes: 'moment',
    costs: answer,
    make: ({ rate }, when) => faults.slowDrain({ rate, ...when }),
  },
  pingDeaf: {
    of: 'both',
    strikes: 'moment',
    costs: line,
    make: (_, when) => faults.pingDeaf(when),
  },
  closeDeaf: {
    of: 'both',
    strikes: 'moment',
    costs: nothing,
    make: (_, when) => faults.closeDeaf(when),
  },
  errorAt: {
    of: 'both',
    strikes: 'moment',
    costs: ({ then }) => (then === 'silence' ? 'answer' : 'line'),
    make: ({ error, then }, when) => faults.errorAt({ code: error, then, ...when }),
  },
  goAway: {
    of: 'both',
    strikes: 'moment',
    costs: line,
    make: ({ timeLeft }, when) => faults.goAway({ timeLeft, ...when }),
  },
  singleTurn: {
    of: 'tts',
    strikes: 'habit',
    costs: nothing,
    make: (_, when) => faults.singleTurn(when),
  },
  closeInsteadOfEnd: {
    of: 'tts',
    strikes: 'habit',
    costs: nothing,
    make: (_, when) => faults.closeInsteadOfEnd(when),
  },
  dieBeforeAudio: {
    of: 'tts',
    strikes: 'line',
    costs: line,
    make: (_, when) => faults.dieBeforeAudio(when),
  },
  strayAudio: {
    of: 'tts',
    strikes: 'habit',
    costs: nothing,
    // Behind the last terminal, and ahead of the next turn: what comes while text is under way is nobody's to tell.
    make: (_, when) => faults.strayAudio({ ...when, delay: 30 }),
  },
  noFinal: { of: 'stt', strikes: 'moment', costs: answer, make: (_, when) => faults.noFinal(when) },
  duplicateFinal: {
    of: 'stt',
    strikes: 'habit',
    costs: nothing,
    make: (_, when) => faults.duplicateFinal(when),
  },
  emptyFinal: {
    of: 'stt',
    strikes: 'habit',
    costs: nothing,
    make: (_, when) => faults.emptyFinal(when),
  },
};

export const allFaults = Object.keys(kinds) as FaultName[];

/** The faults that can do anything to a service. */
export const faultsOf = (service: Service): readonly FaultName[] =>
  allFaults.filter((name) => kinds[name].of === 'both' || kinds[name].of === service);

/** A fault with nothing special about it. */
export const plain: Omit<Drawn, 'fault'> = {
  lines: 1,
  aim: { by: 'frames', count: 1 },
  code: 1011,
  error: 'provider_error',
  then: 'close',
  delay: 30,
  rate: 64_000,
  timeLeft: 0,
};

/** Retryable errors: those that a session must get over. */
const errors = ['provider_error', 'not_ready', 'translation_error', 'backpressure', 'next_years'];

/** One fault of those; one that can strike anywhere is likelier. */
const oneOf = (names: readonly FaultName[]): fc.Arbitrary<Drawn> =>
  fc.record<Drawn>({
    fault: fc.oneof(
      ...names.map((name) => ({
        weight: kinds[name].strikes === 'moment' ? 5 : 2,
        arbitrary: fc.constant(name),
      })),
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
    error: fc.constantFrom(...errors),
    then: fc.constantFrom('silence', 'close', 'go-on'),
    delay: fc.integer({ min: 1, max: 300 }),
    rate: fc.constantFrom(0, 4000, 64_000),
    timeLeft: fc.constantFrom(0, 60, 300, 8000),
  });

/** How many lines in a row may be of no use: the fifth is `line-unstable`. */
const useless = 4;

/**
 * Faults, the outermost first, that a session must get over: no more useless lines in a row than it puts up with, and one answer
 * that does not come, since the second running fails the turn, and rightly so.
 */
export const schedule = (names: readonly FaultName[]): fc.Arbitrary<readonly Drawn[]> =>
  fc
    .array(oneOf(names), { minLength: 1, maxLength: 3 })
    .map((drawn) => {
      let left = useless;
      let silent = false;
      return drawn.flatMap((each) => {
        const kind = kinds[each.fault];
        const costs = kind.costs(each);
        if (costs === 'nothing') return [each];
        if (left === 0 || (costs === 'answer' && silent)) return [];
        const lines = costs === 'answer' ? 1 : Math.min(each.lines, left);
        silent ||= costs === 'answer';
        left -= lines;
        return [{ ...each, lines }];
      });
    })
    .filter((drawn) => drawn.length > 0);
