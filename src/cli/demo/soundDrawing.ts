import { type AudioChunk, durationOf } from '../../audio';
import { seconds } from '../duration';
import { loudnessBars } from './loudnessBars';
import { type Timeline } from './timeline';

/** A bar, ms. */
const msPerBar = 100;

/** How much of what is being written is shown, characters. */
const longestTail = 24;

/**
 * Draws a turn: its text as it is written, and the sound of each sentence, live as it comes and as a row when it ends. A
 * scissors mark stands where its line was cut.
 *
 * @internal
 */
export function soundDrawing({ paint, row, live }: Timeline) {
  let text = '';
  let parts: AudioChunk[][] = [[]];
  let written = ''; // and not yet flushed
  let ms = 0;

  const drawn = () =>
    parts.map((chunks) => paint.green(loudnessBars(chunks, msPerBar))).join(paint.red('✂'));

  const end = () => {
    if (ms > 0) row('voice', `${drawn()} ${paint.dim(seconds(ms))}`);
    parts = [[]];
    ms = 0;
  };

  /** What is being written, and what is being said, in one line. */
  const now = () => {
    const writing = paint.dim(written.trimStart().slice(-longestTail));
    if (ms === 0) live('model', writing);
    else live('voice', `${drawn()} ${writing}`);
  };

  return {
    /** The turn is over. */
    end,
    /** A token was written. */
    written(token: string) {
      written += token;
      now();
    },
    /** A sentence of what was written is whole. */
    flushed(segment: string) {
      written = written.slice(segment.length);
      row('model', `“${segment.trim()}”`);
    },
    /** A sentence is asked for, or asked for again. */
    begin(segment: string) {
      if (segment !== text) end();
      text = segment;
    },
    /** More of its sound came. */
    heard(chunk: AudioChunk) {
      parts.at(-1)?.push(chunk);
      ms += durationOf(chunk);
      now();
    },
    /** The line was cut. */
    cut() {
      parts.push([]);
    },
    /** The sentence is spoken once more on another line. */
    again() {
      row(
        'line',
        `the sentence is asked for again; the ${Math.round(ms)} ms that were heard are not repeated`,
      );
    },
  };
}
