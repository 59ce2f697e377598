import { CommandError } from './CommandError';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'it may not be opened by you',
  EPERM: 'it may not be opened by you',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is not a folder',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
};

/**
 * Makes the failure of reading or writing a file.
 *
 * @param doing - `Reading`, `Writing`
 * @internal
 */
export function fileFailure(doing: string, path: string, cause: unknown): CommandError {
  const code = (cause as NodeJS.ErrnoException | undefined)?.code ?? '';
  const reason = reasons[code] ?? (cause instanceof Error ? cause.message : String(cause));
  return new CommandError(`${doing} ${path}: ${reason}.`, undefined, { cause });
}
