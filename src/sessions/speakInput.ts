import { invalidOption } from '../errors';
import { type SpeakingInput } from './speaking';

/**
 * What a piece of the text means. Sources are not always typed, so that a wrong one gets a sentence.
 *
 * @internal
 */
export function inputOf(key: number, piece: unknown): SpeakingInput {
  if (typeof piece === 'string') return { type: 'text', key, text: piece };
  const { type, text } = (piece ?? {}) as { readonly type?: unknown; readonly text?: unknown };
  if (type === 'flush') return { type, key };
  if (type === 'text' && typeof text === 'string') return { type, key, text };
  const found =
    typeof type === 'string' ? `an object of type ${JSON.stringify(type)}` : typeof piece;
  throw invalidOption(
    'text',
    `The text to speak held ${found}. Give strings, { type: 'text', text } or { type: 'flush' }.`,
  );
}
