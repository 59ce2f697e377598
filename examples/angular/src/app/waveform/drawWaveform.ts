import { type Size } from '../drawing/paint';
import { type Palette } from '../drawing/palette';
import { type Spoken } from './spoken';

/** The least that fills the width, ms: short answers would look like long ones. */
const least = 4000;

const wordsHeight = 22;

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
    let free = 0;
    for (const { text, start, end } of words) {
      const x = xOf(start);
      // Where words are too close they are left out: the answer stands beside, in full.
      if (x < free) continue;
      pen.fillStyle = end <= playedMs ? palette.ink : palette.muted;
      pen.fillText(text, x, height - wordsHeight / 2);
      free = x + pen.measureText(text).width + 6;
    }
  }

  function drawPlace(): void {
    const x = Math.min(width - 1, Math.round(xOf(playedMs)));
    pen.fillStyle = cut ? palette.bad : palette.ink;
    pen.fillRect(x, 0, cut ? 2 : 1, room);
  }
}
