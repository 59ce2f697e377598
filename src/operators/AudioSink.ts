import { type Observable } from 'rxjs';
import { type AudioChunk } from '../audio';

/**
 * Where audio is heard: a loudspeaker, a player, a file, a test. {@link play} plays into it.
 *
 * A sink plays one thing at a time, in order, and holds what it cannot play yet. It never plays faster than real time. Where
 * it cannot go on, `write` throws or `drain` errors; `clear` and `position` never throw.
 *
 * @category Operators
 */
export interface AudioSink {
  /** Takes audio, to be played behind what it holds. Returns at once. */
  write(chunk: AudioChunk): void;
  /**
   * Goes silent at once and forgets all that it holds: what sounds falls to zero within `fadeOut` ms, where the sink can do
   * that. From then on `position` counts from 0.
   */
  clear(fadeOut: number): void;
  /** How many ms were heard of what was written since the last `clear`. */
  position(): number;
  /** Completes when all that was written has been heard. Errors where it cannot be. Cold. */
  drain(): Observable<never>;
}
