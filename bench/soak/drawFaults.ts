import { defer, type Observable, tap } from 'rxjs';
import { type Frame } from '../../src/connection';
import { type faults, type Gateway } from '../../src/gateway';
import { kinds } from './kinds';
import { type Random, random } from './random';

/** The header that tells which session dials. */
export const sessionHeader = 'x-soak-session';

/** How many faulty lines a session gets in a row. The fifth useless one would rightly end it with `line-unstable`. */
const inARow = 3;

/** A line that has said so much was of use. One that stood ready to replace another may never be. */
const inUse = 3;

/** How many of a hundred lines have no fault. */
const healthy = 25;

const names = Object.keys(kinds) as (keyof typeof faults)[];

/**
 * A gateway whose every line gets a fault of its own, or none, as the seed has it.
 *
 * @param struck - told of each line whose fault struck, and whose line that was
 */
export function drawFaults(
  service: 'tts' | 'stt',
  gateway: Gateway,
  seed: number,
  struck: (fault: string, session: number) => void,
): Gateway {
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
      const { draw } = session;
      if (draw.whole(1, 100) <= healthy || session.faulty >= inARow) {
        let frames = 0;
        return gateway(client$, request).pipe(
          tap(() => {
            if (++frames < inUse) return;
            session.faulty = 0;
            session.slow = false;
          }),
        );
      }
      const drawn = draw.pick(names, (each) => {
        const { weight, of = service, slow = false } = kinds[each];
        return of !== service || (slow && session.slow) ? 0 : weight;
      });
      const { slow = false, make } = kinds[drawn];
      session.faulty++;
      session.slow ||= slow;
      let told = false;
      const tell = () => {
        if (!told) struck(drawn, Number(name));
        told = true;
      };
      return make(draw, { lines: Infinity, struck: tell }, service)(gateway)(client$, request);
    });
}
