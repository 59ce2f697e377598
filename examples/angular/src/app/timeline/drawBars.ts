import { type Marble } from './marble';
import { laneHeight, msPerPixel, type View, xOf } from './view';

/** Draws sound: bars to both sides of the middle. Of those that share a column of pixels the loudest is drawn. */
export function drawBars(
  pen: CanvasRenderingContext2D,
  colour: string,
  view: View,
  shown: readonly Marble[],
  top: number,
): void {
  const middle = top + laneHeight / 2;
  const most = laneHeight / 2 - 3;
  const width = Math.min(3, Math.max(1, 20 / msPerPixel(view) - 1));
  pen.fillStyle = colour;
  let column = NaN;
  let loudest = 0;
  const draw = () => {
    if (Number.isNaN(column)) return;
    const half = Math.max(1, loudest * most);
    pen.fillRect(column - width / 2, middle - half, width, 2 * half);
  };
  for (const { at, level } of shown) {
    const x = Math.round(xOf(view, at));
    if (x !== column) {
      draw();
      column = x;
      loudest = 0;
    }
    loudest = Math.max(loudest, level);
  }
  draw();
}
