import { concat, defer, map, type Observable, of, type OperatorFunction } from 'rxjs';
import { type AudioChunk, durationOf } from '../../audio';
import { interruptOn } from '../../operators';

/**
 * Hands paced audio over and takes it for played by the clock.
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
      let played = 0;
      return concat(
        source.pipe(
          interruptOn(silenced$, { fadeOut }),
          map((chunk) => {
            hand(chunk);
            const before = played;
            played += durationOf(chunk);
            return before;
          }),
        ),
        defer(() => of(played)),
      );
    });
}
