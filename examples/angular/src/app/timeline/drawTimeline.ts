import { type Palette } from '../drawing/palette';
import { drawLane } from './drawLane';
import { drawSelection } from './drawSelection';
import { lanes } from './lanes';
import { type Marble } from './marble';
import { type Marbles } from './marbles';
import {
  axisHeight,
  clockTime,
  laneHeight,
  tickOf,
  timeOf,
  type View,
  viewHeight,
  xOf,
} from './view';

/** Draws the whole timeline. */
export function drawTimeline(
  pen: CanvasRenderingContext2D,
  palette: Palette,
  marbles: Marbles,
  view: View,
  selected: Marble | undefined,
): void {
  drawGround(pen, palette, view);
  drawAxis(pen, palette, view);
  drawCuts(pen, palette, marbles, view);
  lanes.forEach((lane, place) => drawLane(pen, palette, marbles, view, lane, place * laneHeight));
  if (selected !== undefined) drawSelection(pen, palette, view, selected);
}

function drawGround(pen: CanvasRenderingContext2D, palette: Palette, { width }: View): void {
  pen.fillStyle = palette.stripe;
  lanes.forEach((_, place) => {
    if (place % 2 === 0) pen.fillRect(0, place * laneHeight, width, laneHeight);
  });
}

function drawAxis(pen: CanvasRenderingContext2D, palette: Palette, view: View): void {
  const tick = tickOf(view);
  const bottom = viewHeight - axisHeight;
  pen.font = `11px ${palette.font}`;
  pen.textBaseline = 'middle';
  pen.textAlign = 'left';
  for (let time = Math.ceil(timeOf(view, 0) / tick) * tick; time <= view.end; time += tick) {
    if (time < 0) continue;
    const x = Math.round(xOf(view, time)) + 0.5;
    pen.strokeStyle = palette.rule;
    pen.lineWidth = 1;
    pen.beginPath();
    pen.moveTo(x, 0);
    pen.lineTo(x, bottom + 5);
    pen.stroke();
    pen.fillStyle = palette.muted;
    pen.fillText(clockTime(time, tick < 1000), x + 4, bottom + axisHeight / 2 + 1);
  }
}

/** An interruption goes through all that was on its way: a line across all lanes. */
function drawCuts(
  pen: CanvasRenderingContext2D,
  palette: Palette,
  marbles: Marbles,
  view: View,
): void {
  pen.strokeStyle = palette.bad;
  pen.lineWidth = 1;
  pen.setLineDash([2, 4]);
  for (const { at } of marbles.between('interruptions', timeOf(view, 0), view.end)) {
    const x = Math.round(xOf(view, at)) + 0.5;
    pen.beginPath();
    pen.moveTo(x, 0);
    pen.lineTo(x, viewHeight - axisHeight);
    pen.stroke();
  }
  pen.setLineDash([]);
}
