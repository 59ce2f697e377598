/**
 * One mark of a diagram: a letter, `|` or `#`, at a frame.
 *
 * @internal
 */
export interface Mark {
  readonly frame: number;
  readonly mark: string;
}

/** So many frames are still drawn; more are told. */
const longestDashes = 12;

/**
 * Draws marks as a diagram for `TestScheduler.run`: one character a frame, groups in parentheses, long pauses as ` 20ms `.
 *
 * A group takes as many frames as it has characters. What comes before it has ended is drawn behind it, as the syntax has no other
 * place.
 *
 * @param marks - in order of their frames, whole numbers from 0
 * @returns the diagram, and the marks as they stand in it
 * @internal
 */
export function printMarbles(marks: readonly Mark[]): {
  readonly marbles: string;
  readonly drawn: readonly Mark[];
} {
  const drawn: Mark[] = [];
  let marbles = '';
  let cursor = 0;

  for (let at = 0; at < marks.length;) {
    const first = marks[at]?.frame ?? 0;
    let end = at;
    while (marks[end]?.frame === first) end++;
    const group = marks.slice(at, end);
    const frame = Math.max(first, cursor);
    const gap = frame - cursor;
    marbles += gap > longestDashes ? ` ${gap}ms ` : '-'.repeat(gap);
    const text = group.map(({ mark }) => mark).join('');
    marbles += group.length === 1 ? text : `(${text})`;
    cursor = frame + (group.length === 1 ? 1 : group.length + 2);
    drawn.push(...group.map(({ mark }) => ({ frame, mark })));
    at = end;
  }
  return { marbles: marbles.trim(), drawn };
}
