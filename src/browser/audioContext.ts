import { secureContext, unavailable } from './unavailable';

/**
 * Makes an audio context that can have worklets.
 *
 * @param doing - what an error says was being done
 * @param sampleRate - Hz, where it matters; where the browser cannot do that, it is the device's
 * @throws `audio-unavailable`
 * @internal
 */
export function audioContext(doing: string, sampleRate?: number): AudioContext {
  const { AudioContext: Context } = globalThis as Partial<typeof globalThis>;
  if (Context === undefined) throw unavailable(doing, 'AudioContext', secureContext);
  const context = make(Context, sampleRate);
  const { audioWorklet } = context as Partial<AudioContext>;
  if (audioWorklet) return context;
  void context.close();
  throw unavailable(doing, 'AudioWorklet', secureContext);
}

function make(Context: typeof AudioContext, sampleRate: number | undefined): AudioContext {
  if (sampleRate === undefined) return new Context({ latencyHint: 'interactive' });
  try {
    return new Context({ latencyHint: 'interactive', sampleRate });
  } catch {
    // A rate that this browser's graphs do not run at: the worklet converts.
    return make(Context, undefined);
  }
}
