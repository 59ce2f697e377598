import { defer, type Observable } from 'rxjs';
import { type Frame } from '../../src/connection';
import { faults, type Gateway } from '../../src/gateway';
import { type Random, random } from './random';

/** The header that tells which session dials. */
export const sessionHeader = 'x-soak-session';

/** How many faulty lines a session gets in a row. The fifth useless one would rightly end it with `line-unstable`. */
const inARow = 3;

interface Kind {
  readonly name: string;
  readonly weight: number;
  /** Whether it shows only by a deadline. Two of these running are a `turn-timeout`, and rightly so. */
  readonly slow?: boolean;
  readonly make: (draw: Random) => (gateway: Gateway) => Gateway;
}

const closeCodes = [1001, 1008, 1011, 1012, 1013, 1014, 4000];
const statuses = [408, 425, 429, 500, 502, 503];

const kinds: readonly Kind[] = [
  { name: 'none', weight: 30, make: () => (gateway) => gateway },
  {
    name: 'drop by audio',
    weight: 12,
    make: (draw) => faults.dropAfter({ audio: draw.whole(1, 1500) }),
  },
  {
    name: 'drop by frames',
    weight: 12,
    make: (draw) => faults.dropAfter({ frames: draw.whole(1, 30) }),
  },
  {
    name: 'drop by time',
    weight: 12,
    make: (draw) => faults.dropAfter({ time: draw.whole(0, 400) }),
  },
  {
    name: 'close',
    weight: 12,
    make: (draw) =>
      faults.closeWith({ code: draw.pick(closeCodes), reason: 'soak', frames: draw.whole(1, 30) }),
  },
  { name: 'refuse', weight: 6, make: (draw) => faults.refuse({ status: draw.pick(statuses) }) },
  { name: 'late ready', weight: 6, make: (draw) => faults.lateReady(draw.whole(1, 300)) },
  { name: 'accept, then drop', weight: 4, make: () => faults.acceptThenDrop() },
  { name: 'junk', weight: 8, make: () => faults.junk() },
  {
    name: 'half-open',
    weight: 2,
    slow: true,
    make: (draw) => faults.halfOpen({ frames: draw.whole(1, 20) }),
  },
];

/** A gateway whose every line gets a fault of its own, or none, as the seed has it. */
export function drawFaults(gateway: Gateway, seed: number, drawn: (kind: string) => void): Gateway {
  const sessions = new Map<string, { draw: Random; faulty: number; slow: boolean }>();

  return (client$, request): Observable<Frame> =>
    defer(() => {
      const name = request.headers[sessionHeader] ?? '0';
      const session = sessions.get(name) ?? {
        draw: random(seed * 1_000_003 + Number(name) * 7919),
        faulty: 0,
        slow: false,
      };
      sessions.set(name, session);
      const kind =
        session.faulty >= inARow
          ? kinds[0]
          : session.draw.pick(kinds, ({ weight, slow }) => (slow && session.slow ? 0 : weight));
      if (kind === undefined) throw new Error('There are no faults.');
      session.faulty = kind.name === 'none' ? 0 : session.faulty + 1;
      if (kind.name === 'none') session.slow = false;
      session.slow ||= kind.slow === true;
      drawn(kind.name);
      return kind.make(session.draw)(gateway)(client$, request);
    });
}
