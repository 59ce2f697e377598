import { lanes } from './lanes';
import { type Marble } from './marble';
import { firstFrom, type Marbles } from './marbles';

/** Where an arrow key goes. */
export type Direction = 'earlier' | 'later' | 'up' | 'down' | 'first' | 'last';

/**
 * The marble beside another: the neighbour in its lane, or the nearest in time in the next lane that has any. Without one to
 * start from it is the newest of all but the lanes of sound, which say little one by one.
 */
export function step(
  marbles: Marbles,
  from: Marble | undefined,
  direction: Direction,
): Marble | undefined {
  if (from === undefined) return newest(marbles);
  const ring = marbles.lane(from.lane);
  switch (direction) {
    case 'first':
      return ring.at(0);
    case 'last':
      return ring.at(-1);
    case 'earlier': {
      const place = firstPlace(marbles, from);
      return place > 0 ? ring.at(place - 1) : from;
    }
    case 'later':
      return ring.at(firstPlace(marbles, from) + 1) ?? from;
    case 'up':
    case 'down':
      return inNextLane(marbles, from, direction === 'up' ? -1 : 1) ?? from;
  }
}

/** Where it stands in its lane. Several may have come at the same time. */
const firstPlace = (marbles: Marbles, { lane, id }: Marble) =>
  marbles.lane(lane).search((marble) => marble.id >= id);

function inNextLane(marbles: Marbles, from: Marble, by: number): Marble | undefined {
  let place = lanes.findIndex(({ id }) => id === from.lane) + by;
  for (; place >= 0 && place < lanes.length; place += by) {
    const lane = lanes[place];
    if (lane === undefined) break;
    const ring = marbles.lane(lane.id);
    const after = firstFrom(ring, from.at);
    const [one, other] = [after > 0 ? ring.at(after - 1) : undefined, ring.at(after)];
    const nearest = closer(from.at, one, other);
    if (nearest !== undefined) return nearest;
  }
  return undefined;
}

function closer(time: number, one?: Marble, other?: Marble): Marble | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return time - one.at <= other.at - time ? one : other;
}

function newest(marbles: Marbles): Marble | undefined {
  return lanes
    .filter(({ look }) => look !== 'bars')
    .map(({ id }) => marbles.lane(id).at(-1))
    .reduce((best, marble) => ((marble?.id ?? 0) > (best?.id ?? 0) ? marble : best), undefined);
}
