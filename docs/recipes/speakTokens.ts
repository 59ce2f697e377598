import { defer, finalize, type Observable } from 'rxjs';
import { type AudioChunk, flushEvery, type GatewayOptions, speak, synthesizer } from 'rxjs-voice';

/**
 * Speaks an answer while the model still writes it: a sentence is asked for as soon as it is known to end.
 *
 * ```text
 * tokens$      a-b-----c-d---|       a = 'Hello ', b = 'there. ', c = 'How are ', d = 'you?'
 * speakTokens  ---------x-----y-|    x = the audio of 'Hello there. ', y = of 'How are you?'
 * ```
 *
 * Where the model pauses for 400 ms in the middle of a sentence, what there is is spoken.
 */
export const speakTokens = (
  gateway: GatewayOptions,
  tokens$: Observable<string>,
): Observable<AudioChunk> =>
  defer(() => {
    const tts = synthesizer({ gateway, model: 'slng/deepgram/aura:2-en' });
    return tokens$.pipe(
      flushEvery({ sentences: 1, quiet: 400 }),
      speak(tts),
      finalize(() => tts.close()),
    );
  });
