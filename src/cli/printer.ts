import pc from 'picocolors';
import { type Io, type Output } from './Io';

/**
 * The colours of an output: none where no person watches, or where `NO_COLOR` says so.
 *
 * @internal
 */
export type Paint = ReturnType<typeof pc.createColors>;

/**
 * Picks the colours for an output.
 *
 * @internal
 */
export function paintFor({ env }: Pick<Io, 'env'>, output: Output): Paint {
  const plain = (env.NO_COLOR ?? '') !== '' || env.TERM === 'dumb';
  return pc.createColors(output.isTTY === true && !plain);
}

/**
 * What a command says, each kind where it belongs.
 *
 * @internal
 */
export interface Printer {
  /** Whether programs read: one JSON object a line on stdout, nothing for people. */
  readonly json: boolean;
  /** A result, for people: a line on stdout. Nothing with `--json`. */
  result(line: string): void;
  /** A result, for programs: a line on stdout. Nothing without `--json`. */
  record(value: object): void;
  /** What is good to know: a line on stderr where a person watches. */
  note(line: string): void;
  /** What goes on right now: rewritten in place on stderr where a person watches; empty takes it away. */
  status(line: string): void;
  /** What must be known: a line on stderr, always. */
  warn(line: string): void;
  /** The colours of stderr. */
  readonly paint: Paint;
}

/**
 * Makes the printer of a command.
 *
 * @param json - whether programs read
 * @internal
 */
export function printer(io: Io, json: boolean): Printer {
  const { stdout, stderr } = io;
  const watched = stderr.isTTY === true && !json;
  const paint = paintFor(io, stderr);
  let shown = false;

  const clear = () => {
    if (shown) stderr.write('\r\u001b[2K');
    shown = false;
  };

  return {
    json,
    paint,
    result(line) {
      if (json) return;
      clear();
      stdout.write(`${line}\n`);
    },
    record(value) {
      if (json) stdout.write(`${JSON.stringify(value)}\n`);
    },
    note(line) {
      if (!watched) return;
      clear();
      stderr.write(`${line}\n`);
    },
    status(line) {
      if (!watched) return;
      clear();
      if (line === '') return;
      stderr.write(paint.dim(fitted(line, widthOf(stderr))));
      shown = true;
    },
    warn(line) {
      clear();
      stderr.write(`${line}\n`);
    },
  };
}

/**
 * How many characters a line of an output holds. Some terminals say 0, and mean that they do not know.
 *
 * @internal
 */
export function widthOf({ columns = 0 }: Output): number {
  return columns > 0 ? columns : 80;
}

/** What the terminal's one line holds: the end of it, since the newest words stand there. */
function fitted(line: string, columns: number): string {
  const room = Math.max(1, columns - 1);
  return line.length <= room ? line : `…${line.slice(line.length - room + 1)}`;
}
