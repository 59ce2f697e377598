import { defer, finalize, type OperatorFunction, tap } from 'rxjs';
import { type AudioChunk } from '../audio';
import { type AudioSink, play, type Playing } from '../operators';
import { type Floor } from './floor';

/**
 * Plays into a sink that others play into too: with its first chunk it silences them, and when another does so, it is told.
 *
 * @param sink - where it is heard
 * @param floor - whose turn it is there
 * @param lost - another took it: what plays must end at once
 * @param given - told each chunk that the sink gets
 * @internal
 */
export function playOnFloor(
  sink: AudioSink,
  floor: Floor,
  lost: () => void,
  given: (chunk: AudioChunk) => void,
  options?: Playing,
): OperatorFunction<AudioChunk, number> {
  return (audio$) =>
    defer(() => {
      let release: (() => void) | undefined;
      return audio$.pipe(
        tap((chunk) => {
          release ??= floor.take(lost);
          given(chunk);
        }),
        play(sink, options),
        finalize(() => release?.()),
      );
    });
}
