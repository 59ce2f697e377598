import { EMPTY, ignoreElements, NEVER, type Observable } from 'rxjs';
import { type AudioFormat } from '../audio';
import { type RecognitionEngine, type SynthesisEngine } from '../gateway';

/** Any would do: nothing is said. */
const format: AudioFormat = { encoding: 'linear16', sampleRate: 16_000, channels: 1 };

/**
 * Starts a built-in voice. What it lacks is known before a gateway is there, and the first sentence need not wait.
 *
 * @internal
 */
export const startVoice = (engine: SynthesisEngine): Observable<never> =>
  engine.synthesize('', { format }).pipe(ignoreElements());

/**
 * Starts a built-in recogniser, likewise.
 *
 * @internal
 */
export const startEars = (engine: RecognitionEngine): Observable<never> =>
  engine.recognize(EMPTY, { finalize$: NEVER, partials: false }).pipe(ignoreElements());
