import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { VoiceError } from '../errors';
import {
  type AudioRef,
  type Cassette,
  type CassetteEntry,
  cassetteHeader,
  decodeCassette,
  encodeEntry,
} from '../gateway';
import { fileError, type FileReasons } from './fileError';

/**
 * A cassette on its way into a file.
 *
 * @category Cassettes
 */
export interface CassetteFile {
  /** Adds an entry. It never throws: what it records goes on where the disk is full. */
  readonly write: (entry: CassetteEntry) => void;
  /** Ends the file. Throws what kept an entry from being written. */
  readonly close: () => void;
}

const writing: FileReasons = {
  ENOENT: 'its folder does not exist. Make the folder, or check the path',
  ENOTDIR: 'a part of the path is a file, not a directory. Check the path',
  EISDIR: 'a directory stands there. Give the path of a file',
  EACCES: 'it may not be written. Check the permissions of its folder',
  ENOSPC: 'the disk is full. Make room, or choose another disk',
};

const reading: FileReasons = {
  ENOENT: 'there is no such file. Check the path',
  EISDIR: 'it is a directory. Give the path of a file',
  EACCES: 'it may not be read. Check its permissions',
};

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex').slice(0, 32);

const audioOf = (path: string) => `${path}.audio`;

/**
 * Writes a cassette: JSON lines in `path`, and beside it, in `path.audio`, the bytes of all audio, each once, by its hash.
 *
 * Both files only grow, a whole line at a time and its audio first, so that they can be read at any moment, also after the
 * process was killed: an incident often ends so. What stood there before is replaced.
 *
 * @example
 * ```ts
 * const file = cassetteFile('incident.cassette');
 * const socket = recordCassette(nodeSocket, file.write);
 * ```
 *
 * @param path - where the file shall stand
 * @throws `invalid-option` where the system does not let it write
 * @see {@link readCassette}
 * @category Cassettes
 */
export function cassetteFile(path: string): CassetteFile {
  const open = (name: string) => {
    try {
      return openSync(name, 'w');
    } catch (cause) {
      throw fileError(`Writing ${name}`, cause, writing);
    }
  };
  const lines = open(path);
  const audio = open(audioOf(path));
  const kept = new Map<string, AudioRef>();
  let size = 0;
  let closed = false;
  let failure: unknown;

  const keep = (bytes: Uint8Array): AudioRef => {
    const hash = hashOf(bytes);
    const known = kept.get(hash);
    if (known !== undefined) return known;
    const ref = { audio: hash, from: size, size: bytes.length };
    put(audio, bytes);
    size += bytes.length;
    kept.set(hash, ref);
    return ref;
  };
  const attempt = (work: () => void) => {
    if (failure !== undefined) return;
    try {
      work();
    } catch (cause) {
      failure = fileError(`Writing ${path}`, cause, writing);
    }
  };
  const line = (text: string) => put(lines, new TextEncoder().encode(`${text}\n`));

  attempt(() => line(cassetteHeader));
  return {
    write: (entry) => {
      if (!closed) attempt(() => line(encodeEntry(entry, keep)));
    },
    close: () => {
      if (closed) return;
      closed = true;
      closeSync(lines);
      closeSync(audio);
      if (failure instanceof Error) throw failure;
    },
  };
}

/**
 * Reads a cassette that {@link cassetteFile} wrote. A last line that was cut while it was written is left out.
 *
 * @example
 * ```ts
 * const gateway = replayCassette(readCassette('incident.cassette'));
 * ```
 *
 * @param path - the file; its audio is read from beside it
 * @returns the entries
 * @throws `invalid-option` where there is no file to read, `decode-failed` with the number of the line where it is no cassette
 * @category Cassettes
 */
export function readCassette(path: string): Cassette {
  const text = read(path).toString('utf8');
  if (text === '') {
    throw new VoiceError(
      'decode-failed',
      `Reading the cassette ${path}: the file is empty. Record it again.`,
      { path: 'line 1', sample: '' },
      { retryable: false },
    );
  }
  let audio: Uint8Array | undefined;
  return decodeCassette(path, text, ({ audio: hash, from, size }) => {
    audio ??= read(audioOf(path));
    const bytes = audio.subarray(from, from + size);
    return bytes.length === size && hashOf(bytes) === hash ? bytes : undefined;
  });
}

function read(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw fileError(`Reading the cassette ${path}`, cause, reading);
  }
}

/** Writes all of it: the system may take less at a time. */
function put(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
}
