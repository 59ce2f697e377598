import { type Palette } from '../drawing/palette';
import { drawBars } from './drawBars';
import { drawStretches } from './drawStretches';
import { laneColour, marbleColour } from './laneColour';
import { type Lane } from './lanes';
import { type Marble } from './marble';
import { type Marbles } from './marbles';
import { laneHeight, timeOf, type View, xOf } from './view';

/** Draws one lane, with its top at `top`. */
export function drawLane(
  pen: CanvasRenderingContext2D,
  palette: Palette,
  marbles: Marbles,
  view: View,
  lane: Lane,
  top: number,
): void {
  const shown = marbles.between(lane.id, timeOf(view, -20), view.end);
  if (lane.look === 'stretches') {
    drawStretches(pen, palette, view, shown, top);
    return;
  }
  drawLine(pen, palette, view, top);
  if (lane.look === 'bars') {
    drawBars(pen, laneColour(palette, lane.id), view, shown, top);
    return;
  }
  // From the newest to the oldest, so that each text knows where the next marble begins.
  let limit = view.width;
  for (const marble of shown.reverse()) {
    const x = xOf(view, marble.at);
    drawText(pen, palette, marble, x + textFrom(marble), limit - 6, top);
    pen.fillStyle = pen.strokeStyle = marbleColour(palette, marble);
    if (lane.look === 'ticks') drawTick(pen, x, top, marble);
    else if (isEnd(marble)) {
      drawEnd(pen, x, top);
      continue;
    } else drawMarble(pen, palette, x, top, marble);
    limit = x - radiusOf(marble);
  }
}

/** How large a marble is, CSS pixels. */
export const radiusOf = ({ lane }: Marble): number => (lane === 'tokens' ? 3 : 6);

/** An end stands with the value it follows, as in a diagram. */
const isEnd = ({ lane, label }: Marble) => lane === 'finals' && label === '';

function drawEnd(pen: CanvasRenderingContext2D, x: number, top: number): void {
  pen.fillRect(x + 9, top + 6, 2, laneHeight - 12);
}

/** Where its text begins: behind it, and behind the end that may stand with it. */
const textFrom = (marble: Marble) => radiusOf(marble) + (marble.lane === 'finals' ? 10 : 4);

function drawLine(pen: CanvasRenderingContext2D, palette: Palette, view: View, top: number): void {
  const y = top + laneHeight / 2 + 0.5;
  pen.strokeStyle = palette.rule;
  pen.lineWidth = 1;
  pen.beginPath();
  pen.moveTo(0, y);
  pen.lineTo(view.width, y);
  pen.stroke();
}

function drawMarble(
  pen: CanvasRenderingContext2D,
  palette: Palette,
  x: number,
  top: number,
  marble: Marble,
): void {
  const y = top + laneHeight / 2;
  const radius = radiusOf(marble);
  if (marble.lane === 'interruptions') {
    pen.lineWidth = 2.5;
    pen.beginPath();
    pen.moveTo(x - 5, y - 5);
    pen.lineTo(x + 5, y + 5);
    pen.moveTo(x + 5, y - 5);
    pen.lineTo(x - 5, y + 5);
    pen.stroke();
    return;
  }
  // What may still change is hollow.
  const hollow = marble.lane === 'partials';
  pen.beginPath();
  pen.arc(x, y, hollow ? radius - 1.25 : radius, 0, 2 * Math.PI);
  if (hollow) {
    pen.save();
    pen.fillStyle = palette.panel;
    pen.fill();
    pen.restore();
    pen.lineWidth = 2;
    pen.stroke();
    return;
  }
  pen.fill();
  // A bright edge, so that a string of beads does not become a bar.
  pen.strokeStyle = palette.panel;
  pen.lineWidth = 1;
  pen.stroke();
}

function drawTick(pen: CanvasRenderingContext2D, x: number, top: number, marble: Marble): void {
  const y = top + laneHeight / 2;
  const half = 6;
  pen.beginPath();
  pen.moveTo(x, y - half);
  pen.lineTo(x + half, y);
  pen.lineTo(x, y + half);
  pen.lineTo(x - half, y);
  pen.closePath();
  if (marble.tone === 'plain') pen.fill();
  else {
    pen.lineWidth = 2;
    pen.stroke();
  }
}

/** The text beside a marble, as far as there is room before the next. */
function drawText(
  pen: CanvasRenderingContext2D,
  palette: Palette,
  { label }: Marble,
  from: number,
  to: number,
  top: number,
): void {
  const room = to - from;
  if (label === '' || room < 14) return;
  pen.font = `12px ${palette.font}`;
  pen.textBaseline = 'middle';
  pen.textAlign = 'left';
  const text = shortened(pen, label, room);
  pen.fillStyle = (top / laneHeight) % 2 === 0 ? palette.stripe : palette.panel;
  pen.fillRect(from - 2, top + laneHeight / 2, pen.measureText(text).width + 4, 1);
  pen.fillStyle = palette.ink;
  pen.fillText(text, from, top + laneHeight / 2 + 1);
}

/** As much of a text as fits, by the width of its letters on average: measuring each would cost more than it is worth. */
export function shortened(pen: CanvasRenderingContext2D, text: string, room: number): string {
  const whole = pen.measureText(text).width;
  if (whole <= room) return text;
  const letters = Math.floor((text.length * (room - 8)) / whole);
  return letters < 1 ? '' : `${text.slice(0, letters).trimEnd()}…`;
}
