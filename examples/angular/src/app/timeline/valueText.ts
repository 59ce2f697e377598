/** So long may a value be to stand in one line, characters. */
const line = 160;

/** A value as people read it: text as it is, all else as JSON, bytes as their number. */
export function valueText(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  const text = JSON.stringify(value, (_key, part: unknown) => readablePart(part), 2);
  return text.length > line ? text : text.replace(/\n\s*/g, ' ');
}

function readablePart(part: unknown): unknown {
  if (part instanceof Uint8Array) return `${part.length} bytes`;
  if (part instanceof Error) return Object.assign({}, part, { message: part.message });
  if (typeof part === 'number' && !Number.isInteger(part)) return Number(part.toFixed(3));
  return part;
}
