import { type Paint } from '../printer';

/**
 * Draws names and values as a table, names on the left.
 *
 * @internal
 */
export function resultTable(paint: Paint, rows: readonly (readonly [string, string])[]): string[] {
  const names = Math.max(...rows.map(([name]) => name.length));
  const values = Math.max(...rows.map(([, value]) => value.length));
  const rule = (left: string, middle: string, right: string) =>
    paint.dim(` ${left}${'─'.repeat(names + 2)}${middle}${'─'.repeat(values + 2)}${right}`);
  const bar = paint.dim('│');
  return [
    rule('┌', '┬', '┐'),
    ...rows.map(
      ([name, value]) =>
        ` ${bar} ${name.padEnd(names)} ${bar} ${paint.bold(value.padEnd(values))} ${bar}`,
    ),
    rule('└', '┴', '┘'),
  ];
}
