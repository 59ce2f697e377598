import { resolve } from 'node:path';
import { defer, finalize, ignoreElements, type Observable, tap } from 'rxjs';
import { type CassetteEntry, recordCassette } from '../../gateway';
import { cassetteFile, nodeSocket, serveProxy } from '../../node';
import { type Io } from '../Io';
import { type Printer } from '../printer';
import { sentenceOf } from '../sentenceOf';
import { writeTest } from './writeTest';

/** The options of `record`. */
export interface RecordOptions {
  readonly to: string;
  readonly out: string;
  readonly port: number;
  readonly asTest?: string | true;
}

/**
 * Listens on this machine, passes every line on to a gateway, and records it, until it is interrupted.
 *
 * @internal
 */
export function record(io: Io, printer: Printer, options: RecordOptions): Observable<never> {
  return defer(() => {
    const { to, out, port, asTest } = options;
    const file = cassetteFile(resolve(io.folder, out));
    const key = io.env.SLNG_API_KEY?.trim() ?? '';
    let lines = 0;
    const write = (entry: CassetteEntry) => {
      file.write(entry);
      if (entry.type !== 'dial') return;
      printer.record({ type: 'line-opened', line: ++lines });
      printer.note(printer.paint.dim(`line ${lines} is recorded`));
    };
    const socket = recordCassette(nodeSocket, write, { secrets: [key] });

    return serveProxy({ to, port, socket }).pipe(
      tap(({ url }) => {
        printer.record({ type: 'listening', url, to });
        printer.result(`Dial ${printer.paint.bold(printer.paint.cyan(url))} instead of ${to}`);
        printer.note(
          printer.paint.dim(`What is said goes into ${out}, without tokens. Ctrl-C ends it.`),
        );
      }),
      ignoreElements(),
      finalize(() => {
        try {
          file.close();
          printer.record({ type: 'recorded', file: out, lines });
          printer.note(
            `${printer.paint.green('✓')} ${lines === 1 ? 'one line' : `${lines} lines`} recorded in ${out}`,
          );
          if (asTest !== undefined && lines > 0) writeTest(io, printer, out, asTest);
        } catch (error) {
          // Ctrl-C has ended the command already: nobody else would hear of it.
          printer.warn(`${printer.paint.red('error:')} ${sentenceOf(error)}`);
        }
      }),
    );
  });
}
