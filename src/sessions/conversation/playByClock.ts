import {
  concat,
  defer,
  type Observable,
  of,
  type OperatorFunction,
  switchMap,
  timer,
  map,
} from 'rxjs';
import { type AudioChunk, durationOf } from '../../audio';
import { interruptOn } from '../../operators';

/**
 * Hands paced audio over and takes it for played by the clock: at the beginning of a chunk all before it, at its end all of it.
 *
 * @param hand - given each chunk when it is to be heard
 * @param silenced$ - ends it, with what is held back fading to zero
 * @param fadeOut - ms
 * @internal
 */
export function playByClock(
  hand: (chunk: AudioChunk) => void,
  silenced$: Observable<unknown>,
  fadeOut: number,
): OperatorFunction<AudioChunk, number> {
  return (source) =>
    defer(() => {
      let given = 0;
      return source.pipe(
        interruptOn(silenced$, { fadeOut }),
        switchMap((chunk) => {
          hand(chunk);
          const before = given;
          const ms = durationOf(chunk);
          given += ms;
          return concat(of(before), timer(Math.ceil(ms)).pipe(map(() => before + ms)));
        }),
      );
    });
}
