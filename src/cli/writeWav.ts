import { resolve } from 'node:path';
import { defer, type MonoTypeOperatorFunction, tap } from 'rxjs';
import { type AudioChunk, type AudioFormat } from '../audio';
import { wavWriter } from '../node';

/**
 * Writes the audio that passes to a WAV file, which takes its place, whole, when the source completes or is unsubscribed
 * from. An error of the source takes it away, and what had its name before stays. Without audio there is no file.
 *
 * @param folder - where a relative path starts
 * @param path - the file
 * @param format - of all the audio
 * @internal
 */
export const writeWav =
  (folder: string, path: string, format: AudioFormat): MonoTypeOperatorFunction<AudioChunk> =>
  (source) =>
    defer(() => {
      const file = wavWriter(resolve(folder, path), format);
      let empty = true;
      const end = () => {
        if (empty) file.discard();
        else file.finish();
      };
      return source.pipe(
        tap({
          next: (chunk) => {
            empty = false;
            file.write(chunk);
          },
          complete: end,
          unsubscribe: end,
          error: () => file.discard(),
        }),
      );
    });
