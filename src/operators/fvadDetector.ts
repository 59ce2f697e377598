import { type VoiceDetector } from '../audio';
import { invalidOption } from '../errors';

/**
 * What of `@echogarden/fvad-wasm` is used: libfvad, as WebAssembly.
 *
 * @category Operators
 */
export interface FvadModule {
  /** Makes a detector. */
  _fvad_new(): number;
  /** Frees one. */
  _fvad_free(detector: number): void;
  /** How sure it has to be, 0 to 3. */
  _fvad_set_mode(detector: number, mode: number): number;
  /** Hz. */
  _fvad_set_sample_rate(detector: number, sampleRate: number): number;
  /** 1: speech; 0: none; -1: no such frame length. */
  _fvad_process(detector: number, samples: number, count: number): number;
  /** Bytes of its memory. */
  _malloc(bytes: number): number;
  /** Its memory. It is another when it has grown. */
  readonly HEAP16: Int16Array;
}

/** Samples of a frame. */
const frameSamples = 160;

/**
 * Makes detectors for {@link detectSpeech} of WebRTC's voice activity detection, which goes by the spectrum and not by
 * loudness alone.
 *
 * It takes the optional package `@echogarden/fvad-wasm`, already imported, so that Node and every bundler find its
 * WebAssembly in their own way. It has no types: `declare module '@echogarden/fvad-wasm'` lets TypeScript take it. It starts asynchronously: wait for it once, then use it in any number of subscriptions.
 *
 * @example
 * ```ts
 * import fvad from '@echogarden/fvad-wasm';
 *
 * const detector = await fvadDetector(fvad, { mode: 2 });
 * const bounds$ = microphone$.pipe(detectSpeech({ detector }));
 * ```
 *
 * @param load - the default export of `@echogarden/fvad-wasm`
 * @param options - `mode`: how sure it has to be, from 0 (misses least) to 3 (is fooled least); 1 by default
 * @returns what makes a detector; rejects with what `load` does
 * @throws `invalid-option` for another mode
 * @category Operators
 */
export function fvadDetector(
  load: () => Promise<FvadModule>,
  { mode = 1 }: { readonly mode?: 0 | 1 | 2 | 3 } = {},
): Promise<() => VoiceDetector> {
  if (![0, 1, 2, 3].includes(mode))
    throw invalidOption(
      'mode',
      `fvadDetector needs its mode to be 0, 1, 2 or 3, but found ${String(mode)}. Correct the option.`,
    );
  return load().then((fvad) => {
    // One place for the samples is enough: a detector has read them when it returns.
    const place = fvad._malloc(2 * frameSamples);
    return () => {
      const handle = fvad._fvad_new();
      fvad._fvad_set_mode(handle, mode);
      fvad._fvad_set_sample_rate(handle, 16_000);
      return {
        isSpeech: (frame) => {
          const memory = fvad.HEAP16;
          for (let i = 0; i < frame.length; i++)
            memory[(place >> 1) + i] = Math.round((frame[i] ?? 0) * 32_768);
          return fvad._fvad_process(handle, place, frame.length) === 1;
        },
        close: () => fvad._fvad_free(handle),
      };
    };
  });
}
