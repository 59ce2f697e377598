import pc from 'picocolors';
import { type Score } from './score';

const percent = (part: number, of: number) =>
  of === 0 ? '–' : `${((100 * part) / of).toFixed(part === of ? 0 : 1)} %`;

/** A name, and a cell for each splitter; the best of the row stands out on a terminal. */
function line(name: string, count: string, cells: readonly string[], best?: string): string {
  const shown = cells.map((cell) => {
    const padded = cell.padStart(19);
    return cell === best ? pc.bold(pc.green(padded)) : padded;
  });
  return `${name.padEnd(20)}${pc.dim(count.padStart(6))}${shown.join('')}`;
}

/** One table: how many of the cases of each key a splitter got wholly right. */
export function table(
  title: string,
  splitters: readonly string[],
  rows: readonly (readonly [string, readonly Score[]])[],
): string {
  const head = line(title, 'cases', splitters);
  const body = rows.map(([name, scores]) => {
    const most = Math.max(...scores.map(({ right }) => right));
    const cells = scores.map(({ right, cases }) => percent(right, cases));
    return line(name, String(scores[0]?.cases ?? 0), cells, percent(most, scores[0]?.cases ?? 0));
  });
  return [pc.bold(head), pc.dim('─'.repeat(26 + 19 * splitters.length)), ...body].join('\n');
}

/** What the ends that a splitter found were worth. */
export function ends(scores: readonly Score[]): string {
  return [
    line('ends: precision', '', scores.map(({ hits, said }) => percent(hits, said))), // prettier-ignore
    line('ends: recall', '', scores.map(({ hits, there }) => percent(hits, there))), // prettier-ignore
  ].join('\n');
}
