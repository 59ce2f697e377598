import type * as t from 'io-ts';
import { type DecodeFailure } from './TtsMessage';

/**
 * Takes secrets out of text. Applied before anything is cut short, since a secret cut in two is no longer found.
 *
 * @category Protocol
 */
export type Redact = (text: string) => string;

/** The longest sample of a frame, in characters. */
const sampleLength = 200;

/** The longest value that stands in a sentence, in characters. */
const valueLength = 60;

/** The longest sentence of a gateway that is passed on, in characters. */
const saidLength = 1000;

/** How much of a text secrets are looked for in, in characters, however long it is: much more than is shown of any. */
const lookedAt = 8000;

/** The beginning of a text, secrets taken out first, and no character cut in two. */
function beginningOf(text: string, length: number, redact: Redact): string {
  const clean = redact(text.slice(0, lookedAt));
  return clean.length <= length && text.length <= lookedAt
    ? clean
    : `${clean.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** The beginning of a frame, fit to be shown. */
export const sampleOf = (frame: string, redact: Redact): string =>
  beginningOf(frame, sampleLength, redact);

/** A short text of the frame, fit to be shown. */
export const shown = (text: string, redact: Redact): string =>
  beginningOf(text, valueLength, redact);

/** What a gateway says in its own words, fit to be passed on. */
export const said = (text: string, redact: Redact): string => beginningOf(text, saidLength, redact);

/** A frame that is not even a JSON object. */
export function unreadable(
  speaker: string,
  frame: string,
  found: string,
  redact: Redact,
): DecodeFailure {
  const message = `A text frame of the ${speaker} could not be read: it should be a JSON object, but is ${found}.`;
  return { path: '', sample: sampleOf(frame, redact), message };
}

/** What a value is, in words. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? 'text' : `a ${typeof value}`;
}

function describe(value: unknown, redact: Redact): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (typeof value === 'object') return kindOf(value);
  if (typeof value === 'number' && !(Math.abs(value) <= Number.MAX_SAFE_INTEGER)) {
    return 'too large a number';
  }
  return shown(JSON.stringify(value), redact);
}

/**
 * One sentence about the first fault a codec found.
 *
 * @param what - whose message it was, as in `gateway's audio_chunk`
 * @param frame - the whole text frame
 * @param errors - what the codec found
 * @internal
 */
export function failureOf(
  what: string,
  frame: string,
  errors: t.Errors,
  redact: Redact,
): DecodeFailure {
  const context = errors[0]?.context ?? [];
  const path = context.flatMap(({ key }) => (key === '' ? [] : [key])).join('.');
  const expected = context[context.length - 1]?.type.name ?? 'something else';
  const found = describe(errors[0]?.value, redact);
  const message = `The ${redact(what)} could not be read: ${path === '' ? 'it' : path} is ${found}, but should be ${expected}.`;
  return { path, sample: sampleOf(frame, redact), message };
}
