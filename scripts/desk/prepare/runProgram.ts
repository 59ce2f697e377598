import { spawn } from 'node:child_process';

/** A program that was run here failed. */
export class ProgramFailed extends Error {}

/** How it is run. */
export interface ProgramOptions {
  /** What it does, as a sentence goes on behind `could not`. */
  readonly purpose: string;
  readonly folder: string;
}

/**
 * Runs a program to its end, silently.
 *
 * @returns rejects with a sentence and all that it said where it fails
 */
export function runProgram(
  command: string,
  args: readonly string[],
  { purpose, folder }: ProgramOptions,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const said: Buffer[] = [];
    const env = { ...process.env, NG_CLI_ANALYTICS: 'false' };
    const child = spawn(command, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const failed = (how: string) => {
      const output = Buffer.concat(said).toString().trimEnd();
      const line = [command, ...args].join(' ');
      reject(
        new ProgramFailed(
          `could not ${purpose}: ${line} (in ${folder}) ${how}.${output === '' ? '' : `\n\n${output}`}`,
        ),
      );
    };
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (part: Buffer) => said.push(part));
    }
    child.on('error', ({ message }) => failed(`did not start: ${message}`));
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else failed(signal === null ? `ended with ${code ?? 'nothing'}` : `was ended by ${signal}`);
    });
  });
}
