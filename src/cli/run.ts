import { types } from 'node:util';
import { CommanderError } from 'commander';
import { catchError, endWith, firstValueFrom, ignoreElements, map, merge, of, take } from 'rxjs';
import { isVoiceError } from '../errors';
import { CommandError, exitCodeOf } from './CommandError';
import { exitCodes } from './exitCodes';
import { type Io } from './Io';
import { paintFor } from './printer';
import { program, type Task } from './program';
import { sentenceOf } from './sentenceOf';

/**
 * Runs the command that the arguments ask for.
 *
 * @returns how the process should end
 * @internal
 */
export async function run(io: Io): Promise<number> {
  let task: Task | undefined;
  try {
    program(io, (chosen) => (task = chosen)).parse(io.args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError)
      return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    return report(io, error, false);
  }
  if (task === undefined) return exitCodes.usage;
  const { work$, json } = task;
  return firstValueFrom(
    merge(
      io.interrupt$.pipe(
        take(1),
        map(() => exitCodes.interrupted),
      ),
      work$.pipe(
        ignoreElements(),
        endWith(exitCodes.ok),
        catchError((error: unknown) => of(report(io, error, json))),
      ),
    ),
  );
}

/** Tells what failed, in one sentence, and how the command ends. */
function report(io: Io, error: unknown, json: boolean): number {
  const message = sentenceOf(error);
  io.stderr.write(`${paintFor(io, io.stderr).red('error:')} ${message}\n`);
  const expected = isVoiceError(error) || error instanceof CommandError;
  if (io.args.includes('--verbose') && types.isNativeError(error))
    io.stderr.write(`${traceOf(error)}\n`);
  else if (!expected) io.stderr.write('Run it again with --verbose to see where it came from.\n');
  if (json) {
    const code = isVoiceError(error) ? error.code : undefined;
    io.stdout.write(`${JSON.stringify({ type: 'error', code, message })}\n`);
  }
  return exitCodeOf(error);
}

/** Where an error was made, and what led to it. */
function traceOf(error: Error): string {
  const cause = types.isNativeError(error.cause) ? `\ncaused by ${traceOf(error.cause)}` : '';
  return `${error.stack ?? String(error)}${cause}`;
}
