import { isVoiceError } from '../errors';
import { isAudio, isBytes } from './joinAudio';
import { hashOf, showAudio } from './showAudio';

/**
 * Makes values readable for an assertion of any test framework: audio as {@link showAudio} writes it, other bytes as their number and
 * hash, errors as a line of text, also deep inside arrays, plain objects, maps and sets. All else stays what it is.
 *
 * Two values that are equal stay equal, and where they differ the message shows one line for each chunk, not its bytes.
 *
 * @example
 * ```ts
 * expect(readable(values)).toEqual(readable([tone(20), tone(20, { pitch: 300 })]));
 * assert.deepEqual(readable(outcome), readable(expected)); // node:test
 * ```
 *
 * @example Diagrams of audio, with RxJS alone
 * ```ts
 * const scheduler = new TestScheduler((actual, expected) => expect(readable(actual)).toEqual(readable(expected)));
 * ```
 *
 * @param value - anything
 * @returns a copy, which shares what needs no change
 * @category Testing
 */
export function readable(value: unknown): unknown {
  return copied(value, new Map());
}

function copied(value: unknown, seen: Map<unknown, unknown>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isAudio(value)) return showAudio(value);
  if (isBytes(value)) return `${value.length} bytes, ${hashOf(value)}`;
  if (isVoiceError(value)) return `${value.code}: ${value.message}`;
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (seen.has(value)) return seen.get(value);
  const inside = (each: unknown) => copied(each, seen);
  if (Array.isArray(value))
    return filled(seen, value, [] as unknown[], (copy) => copy.push(...value.map(inside)));
  if (value instanceof Map) {
    return filled(seen, value, new Map(), (copy) =>
      value.forEach((each, key) => copy.set(inside(key), inside(each))),
    );
  }
  if (value instanceof Set) {
    return filled(seen, value, new Set(), (copy) =>
      value.forEach((each) => copy.add(inside(each))),
    );
  }
  if (!isPlain(value)) return value;
  return filled(seen, value, {}, (copy) => {
    for (const [key, each] of Object.entries(value)) Object.assign(copy, { [key]: inside(each) });
  });
}

/** A copy that is known before it is filled, for values that hold themselves. */
function filled<C extends object>(
  seen: Map<unknown, unknown>,
  value: unknown,
  copy: C,
  fill: (copy: C) => void,
): C {
  seen.set(value, copy);
  fill(copy);
  return copy;
}

/** Of any realm: a test framework's sandbox has an `Object` of its own. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
