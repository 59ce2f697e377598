import { gatewayStatus } from '../errors';
import * as either from './either';
import { said, shown } from './failure';
import { type Fields, type Reader } from './frame';
import { isObject } from './record';
import { type GatewayFailure } from './TtsMessage';

/** Where routes put an error's code, the most telling first. */
const codeKeys = ['code', 'error_code', 'err_code', 'status_code'];

/** Where routes put an error's words. */
const messageKeys = ['message', 'description', 'error', 'error_message'];

/** An HTTP status that means a failure. */
const failing = /^[45]\d\d$/;

const trimmed = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';

/** The objects an error frame may spread its fields over, the innermost first. */
function layers(fields: Fields): Fields[] {
  const data = fields.data;
  const outer = isObject(data) ? [data, fields] : [fields];
  return outer.flatMap((layer) => {
    const inner = layer.error;
    return isObject(inner) ? [inner, layer] : [layer];
  });
}

const all = (from: readonly Fields[], keys: readonly string[]): string[] =>
  from.flatMap((layer) => keys.map((key) => trimmed(layer[key]))).filter((text) => text !== '');

/**
 * Whether a frame without a `type` is an error.
 *
 * @internal
 */
export function looksLikeFailure(fields: Fields): boolean {
  const error = fields.error;
  return (
    trimmed(error) !== '' ||
    isObject(error) ||
    trimmed(fields.error_code) !== '' ||
    trimmed(fields.error_message) !== ''
  );
}

/**
 * Reads an error frame, in any of the shapes that routes give it. It never fails: an error that says nothing is still one.
 *
 * A code that is a name goes before one that is a number. A failing status in the frame goes before the one that the name
 * stands for, since the route knows its own case better than the table.
 *
 * @internal
 */
export const readFailure: Reader<GatewayFailure> = (fields, { redact }) => {
  const from = layers(fields);
  const codes = all(from, codeKeys);
  const code = codes.find((each) => !/^\d+$/.test(each)) ?? codes[0] ?? '';
  const stated = codes.find((each) => failing.test(each));
  const status = stated === undefined ? gatewayStatus(code) : Number(stated);
  const failure = {
    type: 'error',
    // In lower case only then: a secret is found as it was written.
    code: shown(code, redact).toLowerCase(),
    message: said(all(from, messageKeys)[0] ?? '', redact),
  } as const;
  return either.right([status === undefined ? failure : { ...failure, status }]);
};
