import { type Size } from '../drawing/paint';
import { type Palette } from '../drawing/palette';

/** Softer than this is drawn as silence, dBFS. */
const floor = -54;

/** How full a meter is, 0 to 1, at a level: by decibels, as ears hear. */
export const fullness = (level: number): number =>
  level <= 0 ? 0 : Math.min(1, Math.max(0, 1 - (20 * Math.log10(level)) / floor));

/** Draws a meter of small blocks, and the peak of the last second as a block of its own. */
export function drawMeter(
  pen: CanvasRenderingContext2D,
  palette: Palette,
  { width, height }: Size,
  colour: string,
  full: number,
  peak: number,
): void {
  const block = 6;
  const count = Math.floor((width + 2) / block);
  for (let i = 0; i < count; i++) {
    const part = (i + 0.5) / count;
    const atPeak = peak > 0 && i === Math.min(count - 1, Math.floor(peak * count));
    const high = part > 0.86 ? palette.bad : part > 0.72 ? palette.busy : colour;
    pen.fillStyle = part < full || atPeak ? high : palette.rule;
    pen.fillRect(i * block, 0, block - 2, height);
  }
}
