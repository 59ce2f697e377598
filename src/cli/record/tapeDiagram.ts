import { map, merge, timer } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { type Cassette, type CassetteEntry } from '../../gateway';
import { recordMarbles } from '../../testing';

/** How much of a frame the table shows, in characters. */
const shownLength = 100;

/**
 * Draws a cassette: for each line what the client sent and what it received, on one time axis, and what the letters stand for.
 *
 * @internal
 */
export function tapeDiagram(cassette: Cassette): string {
  const recorded = recordMarbles({ step: 10 });
  const lines = [...new Set(cassette.map(({ line }) => line))];
  new TestScheduler(() => undefined).run(() => {
    for (const line of lines) {
      for (const [name, types] of sides) {
        const own = cassette.filter((entry) => entry.line === line && types.includes(entry.type));
        const events$ = merge(...own.map((entry) => timer(entry.at).pipe(map(() => shown(entry)))));
        events$.pipe(recorded.as(`${name} ${line}`)).subscribe();
      }
    }
  });
  return String(recorded).trimEnd();
}

const sides: readonly (readonly [string, readonly CassetteEntry['type'][]])[] = [
  ['client', ['dial', 'sent', 'left']],
  ['gateway', ['open', 'received', 'closed', 'lost', 'refused']],
];

function shown(entry: CassetteEntry): unknown {
  if ('frame' in entry) {
    const { frame } = entry;
    if (typeof frame !== 'string') return frame;
    return frame.length <= shownLength ? frame : `${frame.slice(0, shownLength - 1)}…`;
  }
  return Object.fromEntries(
    Object.entries(entry).filter(([key]) => key !== 'at' && key !== 'line'),
  );
}
