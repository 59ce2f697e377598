import { type AudioFormat } from '../../audio';
import { type AudioSink } from '../../operators';
import { formatMismatch, sameFormat } from '../../audio';
import { Observable } from 'rxjs';
import { findPlayer, type PlayerName } from './players';
import { playerRun, type PlayerRun } from './playerRun';

/**
 * How a {@link playerSink} plays.
 *
 * @category Node
 */
export interface PlayerOptions {
  /** The program; by default the first that is found of `pacat`, `aplay`, `play` and `ffplay`. */
  readonly player?: PlayerName;
  /**
   * How long the program takes to sound, ms. The position is held back by so much.
   *
   * @defaultValue 100
   */
  readonly latency?: number;
}

/**
 * Makes a sink that plays through a program of the system: `pacat`, `aplay`, `play` (SoX) or `ffplay`, whichever is there.
 *
 * A process is started at the first write, in the format of the first chunk, and gets the samples through a pipe. When the
 * sink is drained it has ended by itself, all played; the next write starts another.
 *
 * - **Position**: an estimate, by the clock, as no player tells. It counts from when the pipe took the audio, less `latency`,
 *   and is never more than what the pipe took. A pipe and a player hold some hundred ms: so much may a stall of the device
 *   go unnoticed, until the pipe is full and no more is counted. Drained, it is exact.
 * - **Clear** kills the process: silence at once, and without a fade, as no player fades what it holds. Where the click
 *   matters, put `interruptOn` before it: that emits the fade itself.
 * - **Failures**: where the program cannot be started or ends before its input does, the next `write` throws and `drain`
 *   errors with `playback-failed`, with what it said. After `clear` it is tried again. Opus, MP3, and another format before
 *   the sink is drained or cleared are a `format-mismatch`.
 *
 * @example
 * ```ts
 * tts.speak('Hello there.').pipe(bufferAudio({ lead: 100 }), play(playerSink())).subscribe();
 * ```
 *
 * @param options - which program, and its latency
 * @throws `not-installed` where none is on the PATH
 * @category Node
 */
export function playerSink({ player, latency = 100 }: PlayerOptions = {}): AudioSink {
  const found = findPlayer(player);
  let run: PlayerRun | undefined;
  let format: AudioFormat | undefined;
  let before = 0; // ms of the runs that played to their end

  const settle = () => {
    before += run?.position() ?? 0;
    run = format = undefined;
  };

  return {
    write: (chunk) => {
      if (format && !sameFormat(format, chunk.format))
        throw formatMismatch('Playing audio', format, chunk.format);
      run ??= playerRun(found, chunk.format, latency);
      format = chunk.format;
      run.write(chunk.data);
    },
    clear: () => {
      run?.kill();
      run = format = undefined;
      before = 0;
    },
    position: () => before + (run?.position() ?? 0),
    drain: () =>
      new Observable((output) => {
        const draining = run;
        if (draining === undefined) {
          output.complete();
          return;
        }
        return draining.end((failure) => {
          if (failure) output.error(failure);
          else {
            if (run === draining) settle();
            output.complete();
          }
        });
      }),
  };
}
