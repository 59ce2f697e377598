import {
  defer,
  from,
  type MonoTypeOperatorFunction,
  type ObservableInput,
  Subject,
  take,
  takeUntil,
} from 'rxjs';
import { type AudioChunk, isSampleEncoding } from '../audio';
import { audioTail } from './audioTail';
import { operate } from './operate';
import { requireOption } from './requireOption';

/**
 * How {@link interruptOn} ends what it interrupts.
 *
 * @category Operators
 */
export interface Interruption {
  /**
   * How long the audio falls to zero, ms. So much is held back, and heard later.
   *
   * @defaultValue 15
   */
  readonly fadeOut?: number;
}

/**
 * Mirrors its source until a notifier emits; then stops it at once and fades out what was held back: barge-in.
 *
 * ```text
 * chunks of 4 ms                       a---b---c---d---|
 * notifier$                            ----------x
 * interruptOn(notifier$, {fadeOut: 2}) p---q---r-(f|)      p = half of a, q = rest of a + half of b, f = rest of c, faded to zero
 * ```
 *
 * In the same call as the notifier's first value it unsubscribes the source, so that the gateway hears of it before anything
 * else happens, then emits the held audio faded to zero, then completes. A click at the cut is so avoided without asking
 * the sink for anything.
 *
 * It holds the last `fadeOut` ms, and lets one chunk out for a chunk in. Values that are not chunks in a sample encoding pass
 * as they are, behind what was held. With `fadeOut: 0` nothing is held and every chunk passes as it is.
 *
 * The notifier is subscribed to first: where it emits at once, the source is never subscribed to. Its completion means
 * nothing, its error passes. The source's completion emits what is held as it is; its error passes at once and drops that.
 *
 * @example
 * ```ts
 * speech$.pipe(interruptOn(userSpeaks$)).subscribe((chunk) => speaker.write(chunk));
 * ```
 *
 * @param notifier$ - its first value interrupts
 * @param options - the fade
 * @returns an operator that mirrors its source
 * @category Operators
 */
export function interruptOn<T>(
  notifier$: ObservableInput<unknown>,
  { fadeOut = 15 }: Interruption = {},
): MonoTypeOperatorFunction<T> {
  requireOption(
    fadeOut >= 0 && fadeOut < Infinity,
    'interruptOn',
    'fadeOut',
    '0 ms or more',
    fadeOut,
  );

  return (source) =>
    defer(() => {
      const interrupted = new Subject<void>();
      const mirror = operate<T, T>((output) => {
        const tail = audioTail(fadeOut);
        let over = false;
        const emit = (chunks: readonly AudioChunk[]) => {
          for (const chunk of chunks) output.next(chunk as T);
        };
        const interrupt = () => {
          over = true;
          // Not the completion of takeUntil: that runs before the source is let go.
          interrupted.next();
          emit(tail.faded());
          output.complete();
        };

        output.add(
          from(notifier$)
            .pipe(take(1))
            .subscribe({ next: interrupt, error: (error: unknown) => output.error(error) }),
        );
        return {
          outlives: true,
          next: (value) => {
            if (fadeOut > 0 && isSampleChunk(value)) emit(tail.add(value));
            else {
              emit(tail.rest());
              output.next(value);
            }
          },
          complete: () => {
            if (over) return;
            emit(tail.rest());
            output.complete();
          },
        };
      });
      return mirror(source.pipe(takeUntil(interrupted)));
    });
}

function isSampleChunk(value: unknown): value is AudioChunk {
  const { data, format } = Object(value) as Partial<AudioChunk>;
  return data instanceof Uint8Array && format !== undefined && isSampleEncoding(format.encoding);
}
