import * as t from 'io-ts';
import { decodeBase64, encodeBase64 } from './base64';
import { isObject } from './record';

/** Bytes, written as base64. */
export const Base64 = new t.Type<Uint8Array, string>(
  'base64 audio',
  (value) => value instanceof Uint8Array,
  (value, context) => {
    const bytes = typeof value === 'string' ? decodeBase64(value) : undefined;
    return bytes === undefined ? t.failure(value, context) : t.success(bytes);
  },
  encodeBase64,
);

/** Whether it is a number that stays finite in sums, and as seconds in ms. */
const isComputable = (value: unknown): value is number =>
  typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER;

/** A number that can be computed with: JSON's `1e999` is read as infinity, `1e308` seconds would become it. Both are refused. */
export const Finite = new t.Type<number>(
  'a number',
  isComputable,
  (value, context) => (isComputable(value) ? t.success(value) : t.failure(value, context)),
  t.identity,
);

/** Text. */
export const Text = new t.Type<string>('text', t.string.is, t.string.validate, t.identity);

/** Yes or no, strictly. */
export const Bool = new t.Type<boolean>(
  'true or false',
  t.boolean.is,
  t.boolean.validate,
  t.identity,
);

/** Yes or no, as providers write it: also `1`, `0`, and either as text. */
export const Flag = new t.Type<boolean>(
  'true or false',
  t.boolean.is,
  (value, context) => {
    const said = typeof value === 'string' ? value.trim().toLowerCase() : value;
    if (said === true || said === 1 || said === 'true' || said === '1') return t.success(true);
    if (said === false || said === 0 || said === 'false' || said === '0') return t.success(false);
    return t.failure(value, context);
  },
  t.identity,
);

/** A name that may be a number, as speakers and sessions are. */
export const Label = new t.Type<string>(
  'text or a number',
  t.string.is,
  (value, context) =>
    typeof value === 'string' || Number.isFinite(value)
      ? t.success(String(value))
      : t.failure(value, context),
  t.identity,
);

/**
 * An open set of options: the known ones are checked, `null` ones left out, all others passed on untouched.
 *
 * @internal
 */
export function options(name: string, known: Readonly<Record<string, t.Mixed>>) {
  const checks = new Map(Object.entries(known));
  return new t.Type<Readonly<Record<string, unknown>>>(
    name,
    isObject,
    (value, context) => {
      if (!isObject(value)) return t.failure(value, context);
      const errors: t.Errors = [];
      const kept = Object.entries(value).filter(([key, found]) => {
        const check = checks.get(key);
        if (check === undefined) return true;
        if (found === null) return false;
        const result = check.validate(found, t.appendContext(context, key, check, found));
        if (result._tag === 'Left') for (const error of result.left) errors.push(error);
        return true;
      });
      return errors.length > 0 ? t.failures(errors) : t.success(Object.fromEntries(kept));
    },
    t.identity,
  );
}
