import { concat, defer, EMPTY, throwError } from 'rxjs';
import { type AudioSink, clockSink } from '../operators';
import { type AudioFileWriter, wavWriter } from './audioFileWriter';

/**
 * A sink that plays into a file.
 *
 * @category Node
 */
export interface WavSink extends AudioSink {
  /** Puts the file in its place, whole and valid, with what sounded so far. It is synchronous, so that a signal handler can. */
  finish(): void;
  /** Ends without a file. */
  discard(): void;
}

/**
 * Makes a sink that plays into a WAV file, in real time: it stands in for a loudspeaker where there is none.
 *
 * The file holds what would have been heard: what `clear` cut short is not in it, its fade is. The silences between are left
 * out. The position is exact, by the clock. Until it is finished, the file stands beside its place under another name; where
 * nothing was written, there is none.
 *
 * Opus, MP3 and a change of format are a `format-mismatch`. Where the system does not let it write, the next `write` throws
 * and `drain` errors with `invalid-option`.
 *
 * @example
 * ```ts
 * const sink = wavSink('heard.wav');
 * tts.speak('Hello there.').pipe(play(sink)).subscribe({ complete: sink.finish });
 * ```
 *
 * @param path - where the file shall stand
 * @category Node
 */
export function wavSink(path: string): WavSink {
  let file: AudioFileWriter | undefined;
  let failure: { readonly error: unknown } | undefined;
  const sink = clockSink((sound) => {
    try {
      file?.write(sound);
    } catch (error) {
      failure ??= { error };
    }
  });
  const rethrow = () => {
    if (failure) throw failure.error;
  };

  return {
    write: (chunk) => {
      rethrow();
      file ??= wavWriter(path, chunk.format);
      sink.write(chunk);
    },
    clear: (fadeOut) => sink.clear(fadeOut),
    position: () => sink.position(),
    drain: () =>
      concat(
        sink.drain(),
        defer(() => {
          const failed = failure;
          return failed ? throwError(() => failed.error) : EMPTY;
        }),
      ),
    finish: () => {
      sink.catchUp();
      file?.finish();
    },
    discard: () => file?.discard(),
  };
}
