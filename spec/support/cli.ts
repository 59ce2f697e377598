import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Observable, NEVER } from 'rxjs';
import { decodeWav } from '../../src/audio';
import { type Io, type Output } from '../../src/cli/Io';
import { run } from '../../src/cli/run';

/** What surrounds a command in a spec. */
export interface Surroundings {
  readonly stdin?: Iterable<string | Uint8Array>;
  /** Which outputs a person watches. */
  readonly tty?: 'stdin' | 'stdout' | 'stderr' | 'all';
  readonly env?: Record<string, string>;
  readonly interrupt$?: Observable<unknown>;
  readonly columns?: number;
  readonly folder?: string;
  /** Sees each write to stdout. */
  readonly onOut?: (text: string) => void;
}

/** A command's world, and what it wrote there. */
export function fakeIo(args: readonly string[], around: Surroundings = {}) {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  const watched = (name: string) => around.tty === name || around.tty === 'all';
  const into = (list: Buffer[], name: string, tell?: (text: string) => void): Output => ({
    isTTY: watched(name),
    columns: around.columns,
    write: (data) => {
      list.push(Buffer.from(data as string));
      tell?.(String(data));
    },
  });
  const io: Io = {
    args,
    env: around.env ?? {},
    folder: around.folder ?? tmpdir(),
    stdin: Object.assign(bytesOf(around.stdin ?? []), { isTTY: watched('stdin') }),
    stdout: into(out, 'stdout', around.onOut),
    stderr: into(err, 'stderr'),
    interrupt$: around.interrupt$ ?? NEVER,
  };
  return {
    io,
    bytes: () => Buffer.concat(out),
    out: () => Buffer.concat(out).toString(),
    err: () => Buffer.concat(err).toString(),
    records: () =>
      Buffer.concat(out)
        .toString()
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}

/** Runs a command to its end. */
export async function runCli(args: readonly string[], around?: Surroundings) {
  const world = fakeIo(args, around);
  const code = await run(world.io);
  return { code, out: world.out(), err: world.err(), bytes: world.bytes(), records: world.records };
}

async function* bytesOf(parts: Iterable<string | Uint8Array>): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield await Promise.resolve(Buffer.from(part as string));
}

/** A folder that is there for one test. Call it in a `describe`. */
export function temporaryFolder() {
  let path = '';
  beforeEach(() => void (path = mkdtempSync(join(tmpdir(), 'rxjs-voice-'))));
  afterEach(() => rmSync(path, { recursive: true, force: true }));
  return {
    get path() {
      return path;
    },
    file: (name: string) => join(path, name),
    files: () => readdirSync(path),
    wav: (name: string) => decodeWav(readFileSync(join(path, name))),
  };
}
