import { closeSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type AudioChunk, type AudioFormat, formatMismatch, sameFormat, wavHeader } from '../audio';
import { fileError } from './fileError';

/**
 * Audio on its way into a file. All it does is synchronous, so that a signal handler can finish it.
 *
 * @category Node
 */
export interface AudioFileWriter {
  /** Adds audio. A chunk of another format is a `format-mismatch`. Does nothing after the end. */
  write(chunk: AudioChunk): void;
  /** Puts the file in its place, whole and valid, with what was written so far. Again, or after `discard`, it does nothing. */
  finish(): void;
  /** Ends without a file. After `finish` it does nothing. */
  discard(): void;
}

/** What the system says about a path, as people say it. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist. Make the folder, or check the path',
  ENOTDIR: 'a part of the path is a file, not a directory. Check the path',
  EISDIR: 'a directory stands there. Give the path of a file',
  EACCES: 'it may not be written. Check the permissions of its folder',
  EPERM: 'it may not be written. Check the permissions of its folder',
  EROFS: 'the disk is read-only. Choose another folder',
  ENOSPC: 'the disk is full. Make room, or choose another disk',
};

/**
 * Writes a WAV file. Until it is finished it stands beside its place under another name, so that nothing half-written ever
 * stands there, and what stood there before stays until then.
 *
 * @example
 * ```ts
 * const file = wavWriter('said.wav', { encoding: 'linear16', sampleRate: 24_000, channels: 1 });
 * process.once('SIGINT', () => {
 *   file.finish(); // a valid WAV of what was said so far
 *   process.exit(130);
 * });
 * audio$.subscribe({ next: file.write, error: file.discard, complete: file.finish });
 * ```
 *
 * @param path - where the file shall stand
 * @param format - of all its audio: a sample encoding
 * @throws `format-mismatch` for opus and mp3, `invalid-option` where the system does not let it write
 * @category Node
 */
export function wavWriter(path: string, format: AudioFormat): AudioFileWriter {
  return fileWriter(path, format, (bytes) => wavHeader(format, bytes));
}

/**
 * Writes the bytes of audio and nothing else. Like {@link wavWriter} in all other things.
 *
 * @param path - where the file shall stand
 * @param format - of all its audio
 * @throws `invalid-option` where the system does not let it write
 * @category Node
 */
export function rawWriter(path: string, format: AudioFormat): AudioFileWriter {
  return fileWriter(path, format, () => new Uint8Array(0));
}

function fileWriter(
  path: string,
  format: AudioFormat,
  headerOf: (bytes: number) => Uint8Array,
): AudioFileWriter {
  const doing = `Writing ${path}`;
  const attempt = <T>(work: () => T): T => {
    try {
      return work();
    } catch (cause) {
      throw fileError(doing, cause, reasons);
    }
  };
  const header = headerOf(0);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw fileError(doing, 'EISDIR', reasons);
  const part = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
  const file = attempt(() => openSync(part, 'w'));
  let bytes = 0;
  let open = true;

  /** Writes all of it: the system may take less at a time. */
  const put = (data: Uint8Array, position: number) =>
    attempt(() => {
      for (let at = 0; at < data.length;) {
        at += writeSync(file, data, at, data.length - at, position + at);
      }
    });

  const close = (remove: boolean) => {
    open = false;
    closeSync(file);
    if (remove) rmSync(part, { force: true });
  };

  put(header, 0);
  return {
    write: (chunk) => {
      if (!open) return;
      if (!sameFormat(chunk.format, format)) throw formatMismatch(doing, format, chunk.format);
      put(chunk.data, header.length + bytes);
      bytes += chunk.data.length;
    },
    finish: () => {
      if (!open) return;
      // A chunk of odd size in a WAV is followed by a pad byte.
      if (header.length > 0 && bytes % 2 === 1) put(new Uint8Array(1), header.length + bytes);
      put(headerOf(bytes), 0);
      close(false);
      try {
        renameSync(part, path);
      } catch (cause) {
        rmSync(part, { force: true });
        throw fileError(doing, cause, reasons);
      }
    },
    discard: () => {
      if (open) close(true);
    },
  };
}
