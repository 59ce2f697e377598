import { type Observable } from 'rxjs';
import { type VoiceError } from '../errors';
import { type AudioSink } from '../operators';

/**
 * How a {@link speaker} plays.
 *
 * @category Browser
 */
export interface SpeakerOptions {
  /**
   * How much it may hold, ms. A write that brings more throws `buffer-overflow`.
   *
   * @defaultValue 600000
   */
  readonly room?: number;
  /**
   * The rate it runs at, Hz, where `resume()` comes before the first audio and it cannot know better.
   *
   * @defaultValue 24000, a synthesizer's
   */
  readonly sampleRate?: number;
  /** Where the module `rxjs-voice/worklet.js` is served. Where left out, it is inlined, and loaded from a `blob:` URL. */
  readonly worklet?: string | URL;
}

/**
 * How a {@link speaker} is. `idle`: it was not asked for anything yet. `suspended`: the browser holds the audio back, until a
 * gesture or the end of a telephone call; nothing is lost. `closed` with a cause: it failed, and tries again at the first write
 * behind a `clear`. `closed` without: `close()`, for good.
 *
 * @category Browser
 */
export type SpeakerStatus =
  | { readonly state: 'idle' | 'suspended' | 'running' }
  | { readonly state: 'closed'; readonly cause?: VoiceError };

/**
 * A loudspeaker of the browser. Made by {@link speaker}.
 *
 * @category Browser
 */
export interface Speaker extends AudioSink {
  /** How it is. Replays the latest, never errors, completes after `close()`. */
  readonly status$: Observable<SpeakerStatus>;
  /** How loud it sounds, RMS from 0 to 1, every 50 ms while it sounds. Measured only while subscribed to. */
  readonly level$: Observable<number>;
  /** Makes the browser let it sound. Call it within a gesture, such as a click, where the audio comes later than that. */
  resume(): void;
  /** Ends it for good. */
  close(): void;
}
