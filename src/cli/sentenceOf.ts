import { types } from 'node:util';

/**
 * The one sentence a person reads about a failure.
 *
 * @internal
 */
export function sentenceOf(error: unknown): string {
  const message = types.isNativeError(error) ? error.message : String(error);
  const line = message.replace(/\s+/g, ' ').trim();
  return line === '' ? 'It failed, and did not say why.' : line;
}
