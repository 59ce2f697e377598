import { lanes } from './lanes';
import { type Marble } from './marble';
import { type Marbles } from './marbles';
import { laneHeight, type View, timeOf, xOf } from './view';

/** A finger is less exact than a mouse, and both than the eye: the nearest marble so far away is meant, CSS pixels. */
const reach = 14;

/** The marble at a point of the canvas. */
export function hit(marbles: Marbles, view: View, x: number, y: number): Marble | undefined {
  const lane = lanes[Math.floor(y / laneHeight)];
  if (lane === undefined) return undefined;
  if (lane.look === 'stretches') {
    const time = timeOf(view, x);
    return marbles.between(lane.id, time, time).at(0);
  }
  const near = marbles
    .between(lane.id, timeOf(view, x - reach), timeOf(view, x + reach))
    .map((marble) => ({ marble, away: Math.abs(xOf(view, marble.at) - x) }))
    .filter(({ away }) => away <= reach)
    .sort((one, other) => one.away - other.away);
  return near[0]?.marble;
}
