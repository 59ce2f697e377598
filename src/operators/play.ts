import { type OperatorFunction } from 'rxjs';
import { type AudioChunk, durationOf, isSampleEncoding } from '../audio';
import { alarm } from './alarm';
import { type AudioSink } from './AudioSink';
import { operate } from './operate';
import { requireOption } from './requireOption';

/**
 * How {@link play} ends what is cut short.
 *
 * @category Operators
 */
export interface Playing {
  /**
   * How long the sound falls to zero when it is cut, ms. A cut without it clicks.
   *
   * @defaultValue 15
   */
  readonly fadeOut?: number;
}

/** What each sink had played before, since its last `clear`: turns that share a sink each count from their own start. */
const playedBefore = new WeakMap<AudioSink, number>();

/** How long nobody is left without a new position while something sounds, ms. */
const every = 20;

/** Positions are sums of fractions: what is closer than this to the end, ms, is the end. */
const rounding = 0.01;

/**
 * Plays audio into a sink and tells how much of it was heard.
 *
 * ```text
 * chunks of 4 ms   a-b---c-|
 * play(sink)       p-q---r-----(s|)      p = 0, q = 2, r = 6, s = 12: ms heard
 * sink             aaaabbbbcccc
 * ```
 *
 * Each chunk is written at once; then the sink's position is emitted, in ms, less what an earlier subscription played to its
 * end; and again every 20 ms without a chunk while it moves on (not in opus and mp3). It comes from the sink alone, never from what was received or written: a sink that stalls says so. When the source has
 * completed and the sink has played all of it, the last position is emitted and the result completes.
 *
 * Unsubscribing before that clears the sink at once, before the source is let go. So does an error of the source, which
 * passes at once. Where the sink throws, or its `drain` errors, that is the error. Nothing written: nothing to clear.
 *
 * @example Audio that is interrupted, and how much of it was heard
 * ```ts
 * speech$.pipe(bufferAudio({ lead: 100 }), play(sink), takeUntil(userSpeaks$)).subscribe((ms) => (heard = ms));
 * ```
 *
 * @param sink - where it is heard
 * @param options - the fade
 * @returns an operator from chunks to the ms heard
 * @see {@link interruptOn} for sinks that cannot fade
 * @category Operators
 */
export function play(
  sink: AudioSink,
  { fadeOut = 15 }: Playing = {},
): OperatorFunction<AudioChunk, number> {
  requireOption(fadeOut >= 0 && fadeOut < Infinity, 'play', 'fadeOut', '0 ms or more', fadeOut);

  return operate((output) => {
    let before = 0;
    let sounding = false;
    let written = 0; // ms
    let told = 0;
    const tell = (always: boolean) => {
      const ms = sink.position() - before;
      if (ms < written - rounding) tellIn(every);
      if (always || ms > told) {
        told = ms;
        output.next(ms);
      }
    };
    const tellIn = alarm(output, () => {
      if (sounding) tell(false);
    });
    const silence = () => {
      if (!sounding) return;
      sounding = false;
      playedBefore.delete(sink);
      sink.clear(fadeOut);
    };
    const finish = () => {
      sounding = false;
      const all = sink.position();
      playedBefore.set(sink, all);
      output.next(all - before);
      output.complete();
    };
    output.add(silence);

    return {
      outlives: true,
      next: (chunk) => {
        if (!sounding) before = playedBefore.get(sink) ?? 0;
        sounding = true;
        sink.write(chunk);
        // How long opus and mp3 are cannot be told, nor when to stop asking.
        written += isSampleEncoding(chunk.format.encoding) ? durationOf(chunk) : 0;
        tell(true);
      },
      error: silence,
      complete: () => {
        if (!sounding) output.complete();
        else
          output.add(
            sink.drain().subscribe({
              complete: finish,
              error: (error: unknown) => output.error(error),
            }),
          );
      },
    };
  });
}
