import { concatMap, defer, finalize, type Observable } from 'rxjs';
import { type AudioChunk, type GatewayOptions, synthesizer } from 'rxjs-voice';

/** A line of a dialogue. */
export interface Line {
  readonly by: 'host' | 'guest';
  readonly text: string;
}

/**
 * Speaks a dialogue in two voices, one line after the other.
 *
 * ```text
 * lines$     (hgi|)           h, i = lines of the host, g = of the guest
 * twoVoices  -x--y--x-|   x = the audio of the host's voice, y = of the guest's
 * ```
 *
 * A session has one voice, so each has its own. The guest's line is dialled with the first words of the host, and closes by
 * itself when it is not used.
 */
export const twoVoices = (
  gateway: GatewayOptions,
  lines$: Observable<Line>,
): Observable<AudioChunk> =>
  defer(() => {
    const model = 'slng/deepgram/aura:2-en';
    const voices = {
      host: synthesizer({ gateway, model, voice: 'aura-2-thalia-en' }),
      guest: synthesizer({ gateway, model, voice: 'aura-2-apollo-en' }),
    };
    voices.guest.warm();
    return lines$.pipe(
      concatMap(({ by, text }) => voices[by].speak(text)),
      finalize(() => {
        voices.host.close();
        voices.guest.close();
      }),
    );
  });
