import { type Palette } from '../drawing/palette';
import { shortened } from './drawLane';
import { marbleColour } from './laneColour';
import { type Marble } from './marble';
import { laneHeight, type View, xOf } from './view';

/** Draws states: each from when it began to the next. */
export function drawStretches(
  pen: CanvasRenderingContext2D,
  palette: Palette,
  view: View,
  shown: readonly Marble[],
  top: number,
): void {
  const middle = top + laneHeight / 2;
  pen.font = `12px ${palette.font}`;
  pen.textBaseline = 'middle';
  pen.textAlign = 'left';
  shown.forEach((marble, i) => {
    const from = Math.max(-2, xOf(view, marble.at));
    const to = Math.min(view.width, xOf(view, Math.min(view.end, shown[i + 1]?.at ?? view.end)));
    const colour = marbleColour(palette, marble);
    pen.strokeStyle = colour;
    pen.lineWidth = marble.tone === 'plain' ? 1 : 3;
    pen.setLineDash(marble.tone === 'busy' ? [3, 3] : []);
    pen.beginPath();
    pen.moveTo(from, middle + 8.5);
    pen.lineTo(to, middle + 8.5);
    pen.stroke();
    pen.setLineDash([]);
    if (marble.at > view.end - view.span) {
      pen.lineWidth = 2;
      pen.beginPath();
      pen.moveTo(from, middle - 7);
      pen.lineTo(from, middle + 10);
      pen.stroke();
    }
    if (to - from < 16) return;
    pen.fillStyle = marble.tone === 'plain' ? palette.muted : palette.ink;
    pen.fillText(shortened(pen, marble.label, to - from - 10), from + 5, middle - 1);
  });
}
