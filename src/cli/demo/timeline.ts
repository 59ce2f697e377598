import { stripVTControlCharacters } from 'node:util';
import { asyncScheduler } from 'rxjs';
import { type Io } from '../Io';
import { type Paint, paintFor, widthOf } from '../printer';

/** Who does something in the demo. */
export type Actor = 'model' | 'line' | 'voice' | 'you' | 'ears';

const colours: Readonly<
  Record<Actor, keyof Paint & ('cyan' | 'yellow' | 'green' | 'magenta' | 'blue')>
> = {
  model: 'cyan',
  line: 'yellow',
  voice: 'green',
  you: 'magenta',
  ears: 'blue',
};

/**
 * One row of the timeline: when, who, what.
 *
 * @param at - ms since the beginning
 * @internal
 */
export function timelineRow(paint: Paint, at: number, actor: Actor, text: string): string {
  const time = `${(at / 1000).toFixed(2).padStart(6)} s`;
  return ` ${paint.dim(time)}  ${paint[colours[actor]](actor.padEnd(5))}  ${text}`;
}

/** The columns before a row's text. */
const margin = 18;

/**
 * Breaks a row's text between words, so that it stands in its own column. Coloured text stays as it is.
 *
 * @internal
 */
export function wrapped(text: string, columns: number): string {
  const room = Math.max(20, columns - margin);
  if (text.length <= room || text.includes('\u001b')) return text;
  const lines = text.match(new RegExp(`.{1,${room}}(?:\\s|$)|\\S+`, 'gs')) ?? [];
  return lines.map((line) => line.trimEnd()).join(`\n${' '.repeat(margin)}`);
}

/**
 * What happens, as it happens, on stdout.
 *
 * @internal
 */
export interface Timeline {
  /** The colours of stdout. */
  readonly paint: Paint;
  /** ms since the beginning. */
  readonly now: () => number;
  /** Begins a new act. */
  readonly heading: (text: string) => void;
  /** Something happened. */
  readonly row: (actor: Actor, text: string) => void;
  /** Something goes on: rewritten in place on a terminal, not shown elsewhere. */
  readonly live: (actor: Actor, text: string) => void;
  /** Takes away what went on. */
  readonly settle: () => void;
  /** A line of its own. */
  readonly line: (text: string) => void;
}

/**
 * Starts a timeline.
 *
 * @param json - whether programs read: each row is then a JSON object
 * @internal
 */
export function timeline(io: Io, json: boolean): Timeline {
  const paint = paintFor(io, io.stdout);
  const start = asyncScheduler.now();
  const now = () => asyncScheduler.now() - start;
  const inPlace = io.stdout.isTTY === true && !json;
  let shown = false;

  const settle = () => {
    if (shown) io.stdout.write('\r\u001b[2K');
    shown = false;
  };
  const line = (text: string) => {
    settle();
    if (!json) io.stdout.write(`${text}\n`);
  };

  return {
    paint,
    now,
    settle,
    line,
    heading: (text) => line(`\n${paint.bold(text)}`),
    row(actor, text) {
      if (json) io.stdout.write(`${JSON.stringify({ type: 'event', at: now(), actor, text })}\n`);
      else line(timelineRow(paint, now(), actor, wrapped(text, widthOf(io.stdout))));
    },
    live(actor, text) {
      if (!inPlace) return;
      settle();
      // A line that wraps could not be rewritten.
      const room = Math.max(1, widthOf(io.stdout) - margin - 1);
      const plain = stripVTControlCharacters(text);
      const fitted = plain.length > room ? `…${plain.slice(1 - room)}` : text;
      io.stdout.write(timelineRow(paint, now(), actor, fitted));
      shown = true;
    },
  };
}
