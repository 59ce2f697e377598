import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { type MonoTypeOperatorFunction, Observable, tap } from 'rxjs';
import { type AudioChunk, type AudioFormat, wavHeader } from '../audio';
import { fileFailure } from './fileFailure';

/**
 * Writes the audio that passes to a WAV file.
 *
 * It grows under another name and takes its own when the source completes or is unsubscribed from, so that a file of this
 * name is always whole. An error of the source takes it away, and what had the name before stays. Without audio there is no
 * file.
 *
 * @param folder - where a relative path starts
 * @param path - the file
 * @internal
 */
export const writeWav =
  (folder: string, path: string): MonoTypeOperatorFunction<AudioChunk> =>
  (source) =>
    new Observable((out) => {
      const file = wavFile(resolve(folder, path), path);
      const keep = () => file.keep();
      source
        .pipe(
          tap({
            next: (chunk) => file.write(chunk),
            complete: keep,
            unsubscribe: keep,
            error: () => file.discard(),
          }),
        )
        .subscribe(out);
    });

function wavFile(target: string, shown: string) {
  const growing = join(dirname(target), `.${basename(target)}.${process.pid}.part`);
  let open: { readonly file: number; readonly format: AudioFormat; bytes: number } | undefined;

  const attempt = <T>(work: () => T): T => {
    try {
      return work();
    } catch (cause) {
      discard();
      throw fileFailure('Writing', shown, cause);
    }
  };

  function discard() {
    if (open) closeSync(open.file);
    open = undefined;
    rmSync(growing, { force: true });
  }

  return {
    discard,
    write({ data, format }: AudioChunk) {
      attempt(() => {
        if (open === undefined) {
          open = { file: openSync(growing, 'w'), format, bytes: 0 };
          writeSync(open.file, wavHeader(format, 0));
        }
        writeSync(open.file, data);
        open.bytes += data.length;
      });
    },
    keep() {
      const whole = open;
      if (whole === undefined) return;
      attempt(() => {
        if (whole.bytes % 2 === 1) writeSync(whole.file, new Uint8Array(1));
        writeSync(whole.file, wavHeader(whole.format, whole.bytes), 0, 44, 0);
        closeSync(whole.file);
        open = undefined;
        renameSync(growing, target);
      });
    },
  };
}
