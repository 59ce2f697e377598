import { lanes } from './lanes';
import { type Marbles } from './marbles';
import { clockTime } from './view';

/** The timeline in words, for who does not see it. */
export function summary(marbles: Marbles, from: number, to: number): string {
  const parts = lanes.flatMap(({ id, name, look }) => {
    const ring = marbles.lane(id);
    if (look === 'stretches') return [`${name} ${ring.at(-1)?.label ?? 'idle'}`];
    const count = ring.length - ring.search((marble) => marble.at >= from);
    return count === 0 ? [] : [`${name.toLowerCase()} ${count}`];
  });
  return `From ${clockTime(from)} to ${clockTime(to)}: ${parts.join(', ')}.`;
}
