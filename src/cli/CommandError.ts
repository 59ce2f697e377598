import { isVoiceError } from '../errors';
import { exitCodes } from './exitCodes';

/**
 * A failure that belongs to the command itself: its sentence, and how the command ends.
 *
 * @internal
 */
export class CommandError extends Error {
  override readonly name = 'CommandError';

  constructor(
    message: string,
    readonly exitCode: number = exitCodes.failed,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * Makes the failure of a command that was called in a way that cannot work.
 *
 * @internal
 */
export const usageError = (message: string) => new CommandError(message, exitCodes.usage);

/** Options that were right, and the world was not: no such file, a port that is taken. */
const circumstances: ReadonlySet<string> = new Set(['path', 'port']);

/**
 * How a command ends that failed with this error. An option that cannot work is bad usage, all else a failure.
 *
 * @internal
 */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommandError) return error.exitCode;
  const misused = isVoiceError(error, 'invalid-option') && !circumstances.has(error.option);
  return misused ? exitCodes.usage : exitCodes.failed;
}
