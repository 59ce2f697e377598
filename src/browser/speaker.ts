import { NEVER, type Observable } from 'rxjs';
import { type VoiceError } from '../errors';
import { type AudioSink } from '../operators';

/**
 * How a {@link speaker} plays.
 *
 * @category Browser
 */
export interface SpeakerOptions {
  /** The output device, by its id, where the browser can choose one. Default: the system's. */
  readonly device?: string;
  /** How much it may hold, ms. A write that brings more throws `buffer-overflow`. Default: 600000. */
  readonly room?: number;
  /** Where the module `rxjs-voice/worklet.js` is served. Default: it is inlined, and loaded from a `blob:` URL. */
  readonly worklet?: string | URL;
}

/**
 * How a {@link speaker} is. `idle`: nothing was written yet. `suspended`: the browser holds the audio back, until a gesture or
 * the end of a telephone call. `closed` with a cause: it failed.
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

/** Makes a loudspeaker. */
export function speaker(_options: SpeakerOptions = {}): Speaker {
  return {
    write: () => undefined,
    clear: () => undefined,
    position: () => 0,
    drain: () => NEVER,
    status$: NEVER,
    level$: NEVER,
    resume: () => undefined,
    close: () => undefined,
  };
}
