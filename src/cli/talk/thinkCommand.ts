import { spawn } from 'node:child_process';
import { Observable } from 'rxjs';
import { type ConversationOptions } from '../../sessions';
import { CommandError } from '../CommandError';
import { type Io } from '../Io';
import { historyJson } from './historyJson';
import { lastWords } from './lastWords';

/**
 * Thinks with a command of the user's: it is started for each utterance, reads it as one line on stdin, and what it writes to
 * stdout until it ends is the answer, spoken while it is written. The variable `RXJS_VOICE_HISTORY` holds what was said before,
 * as JSON.
 *
 * Unsubscribing kills it, and what it has started. An exit code other than 0 is an error, with what it said on stderr.
 *
 * @param command - run by the shell, in the folder of `io`
 * @internal
 */
export const thinkCommand =
  ({ env, folder }: Pick<Io, 'env' | 'folder'>, command: string): ConversationOptions['think'] =>
  (text, history) =>
    new Observable<string>((output) => {
      const child = spawn(command, {
        shell: true,
        cwd: folder,
        env: { ...env, RXJS_VOICE_HISTORY: historyJson(history) },
        // A group of its own, so that all of a pipeline can be killed at once.
        detached: ownGroup,
      });
      const said = lastWords(child.stderr);
      const fail = (why: string, cause?: unknown) =>
        output.error(
          new CommandError(`The --think command ${why}${said()}.`, undefined, { cause }),
        );
      let over = false;
      // A command need not read what it is asked.
      child.stdin.on('error', () => undefined);
      child.stdin.end(`${text.replace(/\s+/g, ' ').trim()}\n`);
      child.stdout.setEncoding('utf8').on('data', (token: string) => output.next(token));
      child.on('error', (cause) => {
        over = true;
        fail('could not be started', cause);
      });
      child.on('close', (code, signal) => {
        over = true;
        if (code === 0) output.complete();
        else fail(`ended with ${signal ?? `exit code ${code}`}`);
      });
      return () => {
        if (!over && child.pid !== undefined) kill(child.pid);
      };
    });

const ownGroup = process.platform !== 'win32';

function kill(pid: number): void {
  try {
    process.kill(ownGroup ? -pid : pid, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}
