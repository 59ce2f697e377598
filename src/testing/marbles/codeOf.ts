/** A longer line is broken at its fields. */
const widest = 90;

const name = /^[A-Za-z_$][\w$]*$/;

const quoted = (text: string) =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;

/**
 * Writes a value as the code that makes it, as far as it is made of text, numbers, dates, lists, maps, sets and fields. What
 * no code can make is written as its name, and what holds itself as `[Circular]` where it does.
 *
 * @param value - readable: without bytes and errors
 * @param margin - how far its lines after the first are set in
 * @param around - what it stands in
 * @internal
 */
export function codeOf(value: unknown, margin = '', around: readonly unknown[] = []): string {
  if (around.includes(value)) return '[Circular]';
  const within = typeof value === 'object' && value !== null ? [...around, value] : around;
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'bigint') return `${value.toString()}n`;
  if (Object.is(value, -0)) return '-0';
  const inner = `${margin}  `;
  if (Array.isArray(value))
    return broken(
      '[',
      value.map((part) => codeOf(part, inner, within)),
      ']',
      margin,
    );
  if (isPlain(value)) {
    const fields = Object.entries(value).map(
      ([key, part]) => `${name.test(key) ? key : quoted(key)}: ${codeOf(part, inner, within)}`,
    );
    return broken('{', fields, '}', margin);
  }
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (value instanceof Map) return `new Map(${codeOf([...value], margin, within)})`;
  if (value instanceof Set) return `new Set(${codeOf([...value], margin, within)})`;
  if (value instanceof RegExp) return String(value);
  if (typeof value === 'object' && value !== null) return Object.prototype.toString.call(value);
  return String(value);
}

function broken(open: string, parts: readonly string[], close: string, margin: string): string {
  if (parts.length === 0) return open + close;
  const pad = open === '{' ? ' ' : '';
  const line = `${open}${pad}${parts.join(', ')}${pad}${close}`;
  if (line.length + margin.length <= widest && !line.includes('\n')) return line;
  return `${open}\n${parts.map((part) => `${margin}  ${part},\n`).join('')}${margin}${close}`;
}

/** Whether a value is an object of fields and nothing more. */
const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  Object.prototype.toString.call(value) === '[object Object]';
