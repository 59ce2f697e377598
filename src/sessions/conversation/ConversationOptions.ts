import { type Observable, type ObservableInput, type OperatorFunction } from 'rxjs';
import { type AudioChunk } from '../../audio';
import { type FlushPolicy } from '../../operators';
import { type SpeechEvent } from '../../protocol';
import { type Synthesizer } from '../SynthesizerOptions';

/**
 * One thing that was said in a {@link conversation}, in the shape that chat models take.
 *
 * @category Sessions
 */
export interface ChatMessage {
  /** Who said it. */
  readonly role: 'user' | 'assistant';
  /** What the user said, or what the user heard of the answer. */
  readonly content: string;
}

/**
 * What {@link ConversationOptions.think} may want to know beside the words.
 *
 * @category Sessions
 */
export interface Thinking {
  /** The name of the answer, as in the events. */
  readonly turn: string;
  /** Aborted when the answer is not wanted any more. For models that are not cancelled by unsubscribing. */
  readonly signal: AbortSignal;
}

/**
 * What a {@link conversation} needs. Times in ms.
 *
 * @category Sessions
 */
export interface ConversationOptions {
  /** What the user says. Subscribed to once and kept. Its error ends the conversation. */
  readonly hear$: Observable<SpeechEvent>;
  /**
   * What to answer: tokens as an Observable, an async iterable, a promise or a string. It is cancelled by unsubscribing, and
   * `signal` aborts. A throw or an error fails the answer, not the conversation.
   *
   * `history` is what was said before `text`: of answers, what was heard of them.
   */
  readonly think: (
    text: string,
    history: readonly ChatMessage[],
    thinking: Thinking,
  ) => ObservableInput<string>;
  /** What speaks the answers. It must use a sample encoding. */
  readonly tts: Pick<Synthesizer, 'speak' | 'events$' | 'warm'>;
  /**
   * Plays an answer and tells how much of it was heard, ms: `play(sink)`. Unsubscribing must silence it. Audio reaches it in
   * real time, in chunks of at most 20 ms. Where it completes before the audio does, the answer has `failed`. Default: none, and `audio` events by the clock.
   */
  readonly play?: OperatorFunction<AudioChunk, number>;
  /**
   * A value while an answer is thought or spoken interrupts it, such as the start of speech that a voice activity detector
   * heard, or a button. Its completion means nothing, its error ends the conversation. Default: the first words of `hear$`.
   */
  readonly interrupt?: ObservableInput<unknown>;
  /**
   * A value interrupts at once, whatever {@link BargeIn} says, and is no sign of speech: a button, or another voice that needs the
   * loudspeaker. Beside it the words of `hear$` interrupt as they would without. Its completion means nothing, its error ends
   * the conversation.
   */
  readonly hush?: ObservableInput<unknown>;
  /**
   * How long after the last final the user has finished, where no `utterance-end` says so. Default: 700.
   */
  readonly silence?: number;
  /**
   * Thinks ahead when so long nothing new was heard, on what was heard so far, partials included. Where the utterance ends
   * with the same words, the answer is there the sooner; else it is dropped unspoken, and the model was asked in vain.
   * Default: off.
   */
  readonly early?: number;
  /** When text is handed to the voice. Default: each sentence, and what waits after 400 ms without a token. */
  readonly flush?: FlushPolicy;
  /**
   * `ahead`: how much audio is held before an answer begins, ms, default 0; more covers a network that stutters, and delays every
   * answer. `lead`: how long before its time audio reaches `play`, ms, default 60; without `play` none.
   */
  readonly buffer?: { readonly ahead?: number; readonly lead?: number };
  /** What interrupts, and what does not. */
  readonly bargeIn?: BargeIn;
}

/**
 * What interrupts an answer of a {@link conversation}, and what does not. Every option makes true interruptions slower, or
 * misses some: use those that your users need.
 *
 * @category Sessions
 */
export interface BargeIn {
  /**
   * Pauses first, ms: a sign of speech stops the audio at once, words that count interrupt, and when nothing more is said for
   * so long the answer goes on where it stopped. Default: off.
   *
   * What `play` holds already, `lead` and a chunk, still sounds. With an `interrupt` of its own it catches coughs: a sound
   * without words. Without, use it with `minWords` or `backchannels`. It costs a hole in the answer at every false alarm.
   */
  readonly pause?: number;
  /**
   * So many words of one utterance, backchannels not counted, interrupt. Default: 1. With 2, a lone `Stop!` is not heard;
   * with more, the user talks against the agent for longer.
   */
  readonly minWords?: number;
  /**
   * What does not count as words: phrases, as in `backchannels.en`, or a function of all that was said since the last
   * utterance. Default: none. A `yes` that answers the agent's question in the middle of its sentence is then not heard.
   */
  readonly backchannels?: readonly string[] | ((text: string) => boolean);
  /**
   * Whether an answer may be interrupted: `false` for a notice that must be heard. What the user says meanwhile is answered
   * after it. Asked at every sign of speech. Default: always.
   */
  readonly allowed?: (answer: {
    /** The answer's name. */
    readonly turn: string;
    /** What the user had said. */
    readonly heard: string;
    /** The answer's text so far. */
    readonly text: string;
  }) => boolean;
  /** How long the sound falls to zero without `play`, ms. Default: 15. `play` fades for itself. */
  readonly fadeOut?: number;
}
