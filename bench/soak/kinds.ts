import { faults, type FaultLines, type FaultTrigger, type Gateway } from '../../src/gateway';
import { type Random } from './random';

/** One kind of fault. */
export interface Kind {
  /** How likely it is, beside the others. */
  readonly weight: number;
  /** Which service it can do anything to; both where left out. */
  readonly of?: 'tts' | 'stt';
  /** Whether it shows only by a deadline. Two of these running are a `turn-timeout`, and rightly so. */
  readonly slow?: boolean;
  readonly make: (
    draw: Random,
    line: Line,
    service: 'tts' | 'stt',
  ) => (gateway: Gateway) => Gateway;
}

type Line = Required<FaultLines>;

const closeCodes = [1001, 1008, 1011, 1012, 1013, 1014, 4000];
const statuses = [408, 425, 429, 500, 502, 503];
/** Errors that may pass. */
const errors = ['provider_error', 'backend_error', 'not_ready', 'translation_error', 'next_years'];

/** Some moment of a line. */
const sometime = (draw: Random): FaultTrigger =>
  draw.pick([
    { audio: draw.whole(1, 1500) },
    { frames: draw.whole(1, 30) },
    { time: draw.whole(0, 400) },
    { at: draw.pick(['init', 'ready', 'text', 'flush', 'audio', 'terminal', 'final', 'partial']) },
  ] as const);

/** Every fault that a session must get over. */
export const kinds: Readonly<Record<keyof typeof faults, Kind>> = {
  dropAfter: { weight: 30, make: (draw, line) => faults.dropAfter({ ...sometime(draw), ...line }) },
  closeWith: {
    weight: 12,
    make: (draw, line) =>
      faults.closeWith({ ...sometime(draw), code: draw.pick(closeCodes), reason: 'soak', ...line }),
  },
  refuse: {
    weight: 6,
    make: (draw, line) => faults.refuse({ status: draw.pick(statuses), ...line }),
  },
  // Strikes where a session offers compression, which it must not.
  rejectDeflate: { weight: 1, make: (_, line) => faults.rejectDeflate(line) },
  lateReady: { weight: 5, make: (draw, line) => faults.lateReady(draw.whole(1, 300), line) },
  noReady: { weight: 1, make: (_, line) => faults.noReady(line) },
  acceptThenDrop: { weight: 4, make: (_, line) => faults.acceptThenDrop(line) },
  junk: { weight: 4, make: (_, line) => faults.junk(line) },
  unknownFrames: { weight: 4, make: (_, line) => faults.unknownFrames(line) },
  malformedFrames: { weight: 4, make: (_, line) => faults.malformedFrames(line) },
  splitFrames: { weight: 5, of: 'tts', make: (_, line) => faults.splitFrames(line) },
  halfOpen: {
    weight: 2,
    slow: true,
    make: (draw, line) => faults.halfOpen({ ...sometime(draw), ...line }),
  },
  silence: {
    weight: 2,
    slow: true,
    make: (draw, line) => faults.silence({ ...sometime(draw), ...line }),
  },
  slowDrain: {
    weight: 2,
    slow: true,
    make: (draw, line, service) =>
      faults.slowDrain({
        rate: draw.pick(service === 'tts' ? [0, 200, 4000, 64_000] : [0, 1_000_000]),
        ...sometime(draw),
        ...line,
      }),
  },
  pingDeaf: { weight: 3, make: (draw, line) => faults.pingDeaf({ ...sometime(draw), ...line }) },
  closeDeaf: { weight: 3, make: (draw, line) => faults.closeDeaf({ ...sometime(draw), ...line }) },
  errorAt: {
    weight: 8,
    make: (draw, line) =>
      faults.errorAt({
        ...sometime(draw),
        code: draw.pick(errors),
        then: draw.pick(['close', 'go-on']),
        ...line,
      }),
  },
  goAway: {
    weight: 4,
    make: (draw, line) =>
      faults.goAway({ ...sometime(draw), timeLeft: draw.whole(0, 3000), ...line }),
  },
  singleTurn: { weight: 6, of: 'tts', make: (_, line) => faults.singleTurn(line) },
  closeInsteadOfEnd: { weight: 6, of: 'tts', make: (_, line) => faults.closeInsteadOfEnd(line) },
  dieBeforeAudio: { weight: 5, of: 'tts', make: (_, line) => faults.dieBeforeAudio(line) },
  // In the middle of a long pause: text that crosses it on its way would have it for its own.
  strayAudio: {
    weight: 6,
    of: 'tts',
    make: (_, line) => faults.strayAudio({ delay: 1500, ...line }),
  },
  noFinal: { weight: 2, of: 'stt', slow: true, make: (_, line) => faults.noFinal(line) },
  duplicateFinal: { weight: 0, of: 'stt', make: (_, line) => faults.duplicateFinal(line) },
  emptyFinal: { weight: 0, of: 'stt', make: (_, line) => faults.emptyFinal(line) },
};
