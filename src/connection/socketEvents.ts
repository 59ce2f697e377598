import { type Frame } from './Connection';

/**
 * What a message holds: text, or bytes of any kind as a view, without a copy.
 *
 * @internal
 */
export function frameOf(data: unknown): Frame | undefined {
  if (typeof data === 'string') return data;
  if (ArrayBuffer.isView(data)) {
    return data.constructor === Uint8Array
      ? data
      : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  }
  // By name, not by `instanceof`: the buffer may come from another realm.
  return kindOf(data) === 'ArrayBuffer' ? new Uint8Array(data as ArrayBuffer) : undefined;
}

/** @internal */
export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

/**
 * The HTTP status in an error event; the class of `ws`, used without `nodeSocket`, has it only in its message.
 *
 * @internal
 */
export function statusOf(event: unknown): number | undefined {
  const status = fieldOf(event, 'status');
  if (typeof status === 'number') return status;
  const [, said] = /^Unexpected server response: (\d{3})$/.exec(textOf(event)) ?? [];
  return said === undefined ? undefined : Number(said);
}

/**
 * What an error, or an error event, says. An AggregateError of Node has an empty message and a code.
 *
 * @internal
 */
export function textOf(event: unknown): string {
  const error = fieldOf(event, 'error');
  const texts = [fieldOf(event, 'message'), fieldOf(error, 'message'), fieldOf(error, 'code')];
  return texts.find((text): text is string => typeof text === 'string' && text !== '') ?? '';
}

/**
 * The name of a value's kind: `Blob`, `ArrayBuffer`, `Null`.
 *
 * @internal
 */
export function kindOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}
