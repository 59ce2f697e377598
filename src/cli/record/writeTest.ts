import { writeFileSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import { readCassette } from '../../node';
import { fileFailure } from '../fileFailure';
import { type Io } from '../Io';
import { type Printer } from '../printer';
import { cassetteTest } from './cassetteTest';

/**
 * Writes the marble test that replays a cassette.
 *
 * @param path - the cassette
 * @param asked - the test's file; beside the cassette where it is not named
 * @internal
 */
export function writeTest(io: Io, printer: Printer, path: string, asked: string | true): void {
  const from = resolve(io.folder, path);
  const to =
    asked === true ? `${from.replace(/\.cassette$/, '')}.spec.ts` : resolve(io.folder, asked);
  const shown = asked === true ? `${path.replace(/\.cassette$/, '')}.spec.ts` : asked;
  const found = relative(dirname(to), from).replaceAll('\\', '/');
  const { code, deviation } = cassetteTest(basename(from), found, readCassette(from));
  try {
    writeFileSync(to, code);
  } catch (cause) {
    throw fileFailure('Writing', shown, cause);
  }
  printer.record({ type: 'test', file: shown, ...(deviation === undefined ? {} : { deviation }) });
  printer.result(shown);
  printer.note(
    `${printer.paint.green('✓')} ${shown} replays it. Change its diagram to what should have happened.`,
  );
  if (deviation !== undefined) {
    printer.warn(
      `${printer.paint.yellow('!')} A session of rxjs-voice does not say what was recorded (${deviation}). Put your own client in its place in ${shown}.`,
    );
  }
}
