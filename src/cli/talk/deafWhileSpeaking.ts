import { map, type MonoTypeOperatorFunction, tap } from 'rxjs';
import { type AudioChunk } from '../../audio';
import { type ConversationEvent } from '../../sessions';

/**
 * Keeps an agent from hearing itself where its loudspeaker reaches its microphone.
 *
 * @returns `ears`: an operator that makes silence of what the microphone hears while an answer sounds; `mouth`: one that
 *   watches the conversation for it
 * @internal
 */
export function deafWhileSpeaking(): {
  readonly ears: MonoTypeOperatorFunction<AudioChunk>;
  readonly mouth: MonoTypeOperatorFunction<ConversationEvent>;
} {
  let speaks = false;
  return {
    // Silence, and not nothing: the recogniser's clock is its audio.
    ears: map((chunk) => (speaks ? { ...chunk, data: new Uint8Array(chunk.data.length) } : chunk)),
    mouth: tap(({ type }) => {
      if (type === 'speaking') speaks = true;
      if (type === 'said' || type === 'interrupted' || type === 'failed') speaks = false;
    }),
  };
}
