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
  const context = make(doing, Context, sampleRate);
  const { audioWorklet } = context as Partial<AudioContext>;
  if (audioWorklet) return context;
  closeContext(context);
  throw unavailable(doing, 'AudioWorklet', secureContext);
}

/**
 * Lets a context go.
 *
 * @internal
 */
export function closeContext(context: AudioContext): void {
  // Refused where the browser has closed it, or let go of the page: there is nothing left to do.
  if (context.state !== 'closed') context.close().catch(() => undefined);
}

function make(
  doing: string,
  Context: typeof AudioContext,
  sampleRate: number | undefined,
): AudioContext {
  try {
    return new Context({
      latencyHint: 'interactive',
      ...(sampleRate !== undefined && { sampleRate }),
    });
  } catch (cause) {
    // A rate that this browser's graphs do not run at: the worklet converts.
    if (sampleRate !== undefined) return make(doing, Context, undefined);
    throw unavailable(
      doing,
      'an AudioContext',
      'The browser makes no more of them, or has no audio device: close those that are not needed, check the device, and try again.',
      cause,
    );
  }
}
