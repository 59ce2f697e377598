import { type LaneId, lanes } from './lanes';
import { type Marble } from './marble';
import { Ring } from './ring';

/** So long a marble is kept, ms. */
const memory = 5 * 60_000;

/** What comes every 20 ms fills this in five minutes; all other lanes stay far below. */
const room = memory / 20;

export type NewMarble = Pick<Marble, 'lane' | 'label' | 'value'> &
  Partial<Pick<Marble, 'tone' | 'level'>>;

/**
 * The last five minutes of every stream. Plain memory: whoever draws it looks, nobody is told, so that 150 values a second
 * cost no change detection.
 */
export class Marbles {
  private readonly rings = new Map(lanes.map(({ id }) => [id, new Ring<Marble>(room)]));
  /** How many values there have been. */
  count = 0;

  add({ lane, label, value, tone = 'plain', level = 0 }: NewMarble): Marble {
    const at = performance.now();
    const marble = { id: ++this.count, lane, at, label, value, tone, level };
    const ring = this.lane(lane);
    ring.push(marble);
    // The newest state of a line holds on, however old it is.
    while (ring.length > 1 && (ring.at(0)?.at ?? at) < at - memory) ring.forget(1);
    return marble;
  }

  lane(id: LaneId): Ring<Marble> {
    const ring = this.rings.get(id);
    if (ring === undefined) throw new Error(`There is no lane ${id}.`);
    return ring;
  }

  /** Those of a lane between two times, with the one before, which may reach into them. */
  between(id: LaneId, from: number, to: number): Marble[] {
    const ring = this.lane(id);
    const found: Marble[] = [];
    for (let i = Math.max(0, firstFrom(ring, from) - 1); i < ring.length; i++) {
      const marble = ring.at(i);
      if (marble === undefined || marble.at > to) break;
      found.push(marble);
    }
    return found;
  }
}

/** The index of the first marble that came at `time` or later. */
export const firstFrom = (ring: Ring<Marble>, time: number): number =>
  ring.search((marble) => marble.at >= time);
