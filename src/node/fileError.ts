import { VoiceError } from '../errors';

/**
 * What the system says about a path, as people say it.
 *
 * @internal
 */
export type FileReasons = Readonly<Record<string, string>>;

/**
 * Makes the error of a file operation that the system refused.
 *
 * @internal
 */
export function fileError(
  doing: string,
  cause: unknown,
  known: FileReasons,
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
