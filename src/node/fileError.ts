import { VoiceError } from '../errors';

/**
 * Makes the error of a file operation that the system refused.
 *
 * @internal
 */
export function fileError(
  doing: string,
  cause: unknown,
  known: Readonly<Record<string, string>>,
): VoiceError<'invalid-option'> {
  const code = typeof cause === 'object' && cause && 'code' in cause ? cause.code : cause;
  const name = String(code);
  return new VoiceError(
    'invalid-option',
    `${doing}: ${known[name] ?? `the system refused (${name}). Check the path and the disk`}.`,
    { option: 'path' },
    { retryable: false, cause },
  );
}
