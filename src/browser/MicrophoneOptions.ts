import { type AudioFormat } from '../audio';

/**
 * How a {@link microphone} records.
 *
 * @category Browser
 */
export interface MicrophoneOptions {
  /** The format of the chunks, in a sample encoding. Default: linear16, 16000 Hz, mono. */
  readonly format?: AudioFormat;
  /** The length of a chunk, ms. Default: 20. */
  readonly chunk?: number;
  /** Which microphone, by its `id` of {@link microphones}. Default: the one that the user chose in the browser. */
  readonly device?: string;
  /** Whether the browser takes out what it plays itself. Default: true. */
  readonly echoCancellation?: boolean;
  /** Whether the browser takes out noise. Default: true. */
  readonly noiseSuppression?: boolean;
  /** Whether the browser evens out loudness. Default: true. */
  readonly autoGainControl?: boolean;
  /** Where the module `rxjs-voice/worklet.js` is served. Default: it is inlined, and loaded from a `blob:` URL. */
  readonly worklet?: string | URL;
  /** Told `true` when the browser holds the audio back, as before the first gesture, and `false` when it goes on. */
  readonly onSuspended?: (suspended: boolean) => void;
}
