import { type Palette } from '../drawing/palette';
import { laneIndex, lanes } from './lanes';
import { type Marble } from './marble';
import { axisHeight, laneHeight, type View, viewHeight, xOf } from './view';

/** Marks the chosen marble: a ring, and a line to its time. */
export function drawSelection(
  pen: CanvasRenderingContext2D,
  palette: Palette,
  view: View,
  marble: Marble,
): void {
  const x = xOf(view, marble.at);
  if (x < -20 || x > view.width + 20) return;
  const place = laneIndex(marble.lane);
  const y = place * laneHeight + laneHeight / 2;
  pen.strokeStyle = palette.focus;
  pen.lineWidth = 1;
  pen.beginPath();
  pen.moveTo(Math.round(x) + 0.5, 0);
  pen.lineTo(Math.round(x) + 0.5, viewHeight - axisHeight + 6);
  pen.stroke();
  pen.lineWidth = 2.5;
  pen.beginPath();
  if (lanes[place]?.look === 'bars') pen.roundRect(x - 5, y - 13, 10, 26, 5);
  else pen.arc(x, y, 10.5, 0, 2 * Math.PI);
  pen.stroke();
}
