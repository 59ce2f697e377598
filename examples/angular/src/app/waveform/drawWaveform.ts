import { type Size } from '../drawing/paint';
import { type Palette } from '../drawing/palette';
import { type Spoken } from './spoken';

/** The least that fills the width, ms: short answers would look like long ones. */
const least = 4000;

/** Words stand in two rows: where they are close, every other one goes below. */
const rowHeight = 17;
const wordsHeight = 2 * rowHeight + 2;

/** Draws what was said, the heard part in full colour, with its words below. */
export function drawWaveform(
  pen: CanvasRenderingContext2D,
  palette: Palette,
  { width, height }: Size,
  { peaks, words, playedMs, cut }: Spoken,
): void {
  const span = Math.max(least, peaks.length);
  const room = height - wordsHeight;
  const middle = room / 2;
  const bar = 3;
  const xOf = (ms: number) => (ms / span) * width;

  pen.fillStyle = palette.rule;
  pen.fillRect(0, Math.round(middle), width, 1);
  for (let x = 0; x + 1 < xOf(peaks.length); x += bar) {
    const ms = (x / width) * span;
    const half = Math.max(1, peaks.between(ms, ms + (bar / width) * span) * (middle - 3));
    pen.fillStyle = ms < playedMs ? palette.spoken : cut ? palette.rule : palette.faint;
    pen.fillRect(x, middle - half, bar - 1, 2 * half);
  }
  drawWords();
  if (peaks.length > 0) drawPlace();

  function drawWords(): void {
    pen.font = `12px ${palette.font}`;
    pen.textBaseline = 'middle';
    pen.textAlign = 'left';
    const free = [0, 0];
    for (const { text, start, end } of words) {
      const x = xOf(start);
      const row = free.findIndex((from) => from <= x);
      // Where there are too many they are left out: the answer can be read in full elsewhere.
      if (row < 0) continue;
      pen.fillStyle = end <= playedMs ? palette.ink : palette.muted;
      pen.fillText(text, x, room + (row + 0.5) * rowHeight + 2);
      free[row] = x + pen.measureText(text).width + 8;
    }
  }

  function drawPlace(): void {
    const x = Math.min(width - 1, Math.round(xOf(playedMs)));
    pen.fillStyle = cut ? palette.bad : palette.ink;
    pen.fillRect(x, 0, cut ? 2 : 1, room);
  }
}
