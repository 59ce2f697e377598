#!/usr/bin/env node
import { fromEvent, merge, take } from 'rxjs';
import { exitCodes } from './exitCodes';
import { run } from './run';

// A reader that has seen enough, as `head` has, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? exitCodes.ok : exitCodes.failed);
});

/** The first Ctrl-C ends the work in good order; the next one is not listened to, and ends the process. */
const interrupt$ = merge(fromEvent(process, 'SIGINT'), fromEvent(process, 'SIGTERM')).pipe(take(1));

const code = await run({
  args: process.argv.slice(2),
  env: process.env,
  folder: process.cwd(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  interrupt$,
});

// Waits for what is still to be written, and for nothing else: a worker or a closing line may keep the process alive.
process.stdout.write('', () => process.exit(code));
