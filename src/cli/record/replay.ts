import { resolve } from 'node:path';
import { defer, EMPTY, type Observable } from 'rxjs';
import { readCassette } from '../../node';
import { type Io } from '../Io';
import { type Printer } from '../printer';
import { tapeDiagram } from './tapeDiagram';
import { writeTest } from './writeTest';

/** The options of `replay`. */
export interface ReplayOptions {
  readonly asTest?: string | true;
}

/**
 * Shows a cassette as marbles, or writes the test that replays it.
 *
 * @internal
 */
export function replay(
  io: Io,
  printer: Printer,
  path: string,
  { asTest }: ReplayOptions,
): Observable<never> {
  return defer(() => {
    const cassette = readCassette(resolve(io.folder, path));
    if (asTest !== undefined) {
      writeTest(io, printer, path, asTest);
      return EMPTY;
    }
    for (const entry of cassette) {
      const { at, line, type } = entry;
      printer.record({
        at,
        line,
        type,
        ...('frame' in entry && typeof entry.frame === 'string' ? { text: entry.frame } : {}),
      });
    }
    printer.result(tapeDiagram(cassette));
    return EMPTY;
  });
}
