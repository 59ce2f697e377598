import { lanes } from './lanes';
import { type Marble } from './marble';
import { type Marbles } from './marbles';

/** The newest marbles of all lanes but those of sound, newest first. */
export function newestMarbles(marbles: Marbles, count: number): readonly Marble[] {
  return lanes
    .filter(({ look }) => look !== 'bars')
    .flatMap(({ id }) => {
      const ring = marbles.lane(id);
      const some: Marble[] = [];
      for (let i = Math.max(0, ring.length - count); i < ring.length; i++) {
        const marble = ring.at(i);
        if (marble !== undefined) some.push(marble);
      }
      return some;
    })
    .sort((one, other) => other.id - one.id)
    .slice(0, count);
}
