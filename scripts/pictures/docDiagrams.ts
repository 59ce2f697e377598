/** The marble diagrams in the comments of the source: a strict reader, so that a diagram it cannot draw is an error. */

/** A line of a diagram: what it is, its marbles, and what is said about it. */
export interface Row {
  readonly label: string;
  readonly marbles: string;
  readonly note: string;
}

/** What goes in, and what each form of the function makes of it. */
export interface Diagram {
  /** The function. */
  readonly name: string;
  readonly inputs: readonly Row[];
  readonly results: readonly Row[];
}

const block = /^ \* ```text\n(.*?)^ \* ```$/gms;
const marbles = /^[-\w|#()]*[-|#][-\w|#()]*$/;

/**
 * Reads the diagrams of some functions out of a source file. Panels are set apart by an empty line; in each, the marbles of all rows begin
 * at the same column, and a row that begins with a call of the function is a result.
 *
 * @param file - its name, for errors
 * @param source - its text
 * @param names - the functions; each must have a diagram, and each block must be one of theirs
 */
export function docDiagrams(file: string, source: string, names: readonly string[]): Diagram[] {
  const panels = [...source.matchAll(block)].flatMap(([, text = '']) =>
    text
      .replace(/^ \*(?: |$)/gm, '')
      .trimEnd()
      .split('\n\n'),
  );
  const diagrams = panels.map((panel) => diagramOf(file, panel, names));
  const missing = names.filter((name) => !diagrams.some((diagram) => diagram.name === name));
  if (missing.length > 0) throw new Error(`${file}: no diagram of ${missing.join(', ')}.`);
  return diagrams;
}

function diagramOf(file: string, panel: string, names: readonly string[]): Diagram {
  const fail = (what: string): never => {
    throw new Error(`${file}: ${what} in this diagram:\n${panel}`);
  };
  const lines = panel.split('\n');
  const column = columnOf(lines) ?? fail('the marbles do not begin at the same column');
  const rows = lines.map((line): Row => {
    const [drawn = '', ...rest] = line.slice(column).split(/ {2,}/);
    return { label: line.slice(0, column).trim(), marbles: drawn, note: rest.join('   ').trim() };
  });
  const first = rows.findIndex(({ label }) => names.some((name) => label.startsWith(`${name}(`)));
  if (first < 1) fail('there is no row of input before a row that begins with the function');
  const results = rows.slice(first);
  const name = results[0]?.label.replace(/\(.*$/s, '') ?? '';
  if (!results.every(({ label }) => label.startsWith(`${name}(`)))
    fail('a row after the first result is none');
  return { name, inputs: rows.slice(0, first), results };
}

/** Where the marbles of all lines begin: the first column at which every line has some, after a label. */
function columnOf(lines: readonly string[]): number | undefined {
  const longest = Math.max(...lines.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) => at).find((at) =>
    lines.every(
      (line) =>
        line.slice(0, at).trim() !== '' &&
        line[at - 1] === ' ' &&
        marbles.test(line.slice(at).split(/ {2,}/)[0] ?? ''),
    ),
  );
}

/** The files of the source whose diagrams are drawn and proved, and the functions in them. */
export const documented: Readonly<Record<string, readonly string[]>> = {
  'src/operators/flushEvery.ts': ['flushEvery'],
  'src/operators/frameAudio.ts': ['frameAudio'],
  'src/operators/bufferAudio.ts': ['bufferAudio'],
  'src/operators/paceAudio.ts': ['paceAudio'],
  'src/operators/interruptOn.ts': ['interruptOn'],
  'src/operators/assertFormat.ts': ['assertFormat'],
  'src/operators/finals.ts': ['finals'],
  'src/operators/partials.ts': ['partials'],
  'src/connection/keepalive.ts': ['keepalive'],
  'src/connection/reconnect.ts': ['exponentialBackoff', 'reconnect'],
};
