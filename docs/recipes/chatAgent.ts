import { concatMap, defer, finalize, type Observable, type ObservableInput } from 'rxjs';
import {
  type AudioChunk,
  type AudioSink,
  type ChatMessage,
  conversation,
  type ConversationEvent,
  type GatewayOptions,
  play,
  recognizer,
  synthesizer,
  transcribe,
} from 'rxjs-voice';

/** A model's client: what was said in, tokens out, as an async iterable, say. It stops when the signal aborts. */
export type ChatModel = (
  messages: readonly ChatMessage[],
  options: { readonly signal: AbortSignal },
) => ObservableInput<string>;

/**
 * Lets people talk with a chat model: what they say is its question, what it streams is spoken, and who talks over it is
 * listened to. Emits the lines to show.
 *
 * ```text
 * microphone$  q 499ms o 599ms o 599ms r 499ms o 599ms |
 * chatAgent    (abcd) 494ms e 1199ms (fgh) 495ms i 639ms (j|)
 * ```
 *
 * `q` is 'Tell me a story.', `r` 'Thank you.' over the story, `o` 600 ms of silence; a to d, f and h are what is being said, e
 * and i what was said, g the story as far as it was heard, and j the answer to `r`.
 *
 * The history that the model gets holds what was *heard* of its answers. So it knows what the user knows, and can go on there.
 * An answer that fails is a line as well, and the conversation goes on.
 */
export const chatAgent = (
  gateway: GatewayOptions,
  microphone$: Observable<AudioChunk>,
  model: ChatModel,
  sink: AudioSink,
): Observable<string> =>
  defer(() => {
    const stt = recognizer({ gateway, model: 'slng/deepgram/nova:3-en' });
    const tts = synthesizer({ gateway, model: 'slng/deepgram/aura:2-en' });
    return conversation({
      hear$: microphone$.pipe(transcribe(stt)),
      think: (text, history, { signal }) =>
        model([...history, { role: 'user', content: text }], { signal }),
      tts,
      play: play(sink),
    }).pipe(
      concatMap(linesOf),
      finalize(() => {
        stt.close();
        tts.close();
      }),
    );
  });

function linesOf(event: ConversationEvent): string[] {
  switch (event.type) {
    case 'hearing':
      return [`you … ${event.text}`];
    case 'heard':
      return [`you: ${event.text}`];
    case 'said':
      return [`agent: ${event.text}`];
    case 'interrupted':
      return [`agent: ${event.heardText} [interrupted]`];
    case 'failed':
      return [`agent: ${event.heardText} [${String(event.error)}]`];
    default:
      return [];
  }
}
