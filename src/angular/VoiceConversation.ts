import { type Signal } from '@angular/core';
import { type Observable, type ObservableInput } from 'rxjs';
import { type AudioChunk } from '../audio';
import { type VoiceError } from '../errors';
import { type Caption } from '../operators';
import { type SpeechEvent } from '../protocol';
import {
  type AnswerMetrics,
  type ChatMessage,
  type ConversationEvent,
  type ConversationOptions,
  type Recognizer,
  type SttEvent,
  type Synthesizer,
  type TtsEvent,
} from '../sessions';
import { type Choice, type RecognizerChoice, type SynthesizerChoice } from './choices';
import { type VoiceLine } from './VoiceLine';
import { type ListeningOptions } from './VoiceRecognizer';

/**
 * What an {@link injectConversation} needs: what thinks, and whatever else of a `conversation` should be as you want it. What it
 * asks of you is called outside the zone.
 *
 * @category Angular
 */
export interface VoiceConversationOptions
  extends
    Pick<ConversationOptions, 'think' | 'silence' | 'early' | 'flush' | 'buffer' | 'bargeIn'>,
    Pick<ListeningOptions, 'microphone' | 'hear'> {
  /** How it speaks, where it differs from {@link provideVoice}. A function is asked at each `start`. */
  readonly synthesizer?: Choice<SynthesizerChoice>;
  /** How it listens, where it differs from {@link provideVoice}. A function is asked at each `start`. */
  readonly recognizer?: Choice<RecognizerChoice>;
  /**
   * A value while an answer is thought or spoken interrupts it; made from what is heard, where it is a function:
   * `(audio$) => audio$.pipe(detectSpeech(), filter(({ type }) => type === 'speech-start'))`. Default: the first words that are
   * recognised. A button needs none of it: `interrupt()`.
   */
  readonly interrupt?:
    ObservableInput<unknown> | ((audio$: Observable<AudioChunk>) => ObservableInput<unknown>);
}

/**
 * What a {@link VoiceConversation} is doing. `starting`: the microphone was asked for. `hearing`: the user is speaking. `paused`: the
 * user may be interrupting.
 *
 * @category Angular
 */
export type ConversationState =
  'off' | 'starting' | 'listening' | 'hearing' | 'thinking' | 'speaking' | 'paused';

/**
 * The answer under way, or the last one.
 *
 * @category Angular
 */
export interface VoiceAnswer {
  /** Its name, as in the events. */
  readonly turn: string;
  /** How far it is, or how it ended. `speaking` from its first audio on. */
  readonly state: 'thinking' | 'speaking' | 'paused' | 'said' | 'interrupted' | 'failed';
  /** What was thought of it by now. */
  readonly text: string;
  /** Where it did not end by itself: what was heard of it. */
  readonly heardText?: string;
  /** Where it did not end by itself: what nobody heard. */
  readonly unheardText?: string;
}

/**
 * How loud it is, RMS from 0 to 1.
 *
 * @category Angular
 */
export interface VoiceLevels {
  /** What is heard. */
  readonly microphone: number;
  /** What is said. */
  readonly speaker: number;
}

/**
 * A conversation for a component or a service. Made by {@link injectConversation}.
 *
 * The signals are for views. Of the audio only the first chunk of the microphone sets one, which says that it is on. The Observables
 * are for what must cost no change detection: they emit outside the zone.
 *
 * @category Angular
 */
export interface VoiceConversation {
  /**
   * Begins to listen and to answer. Call it in the handler of a click or a key: it asks for the microphone and lets the speaker
   * sound before it returns. While it runs it does nothing; on a server neither. It does not throw: what goes wrong is in
   * `error`.
   *
   * @param options - `history`: what was said before, for `think`; default: all that was said so far. `[]` begins anew
   */
  start(options?: { readonly history?: readonly ChatMessage[] }): void;
  /** Ends it: silent, and deaf, at once. What was heard of an answer is in the history. */
  stop(): void;
  /** Interrupts the answer that is thought or spoken, whatever `bargeIn` says. */
  interrupt(): void;
  /** The session that speaks. */
  readonly synthesizer: VoiceLine<Synthesizer, TtsEvent>;
  /** The session that listens. */
  readonly recognizer: VoiceLine<Recognizer, SttEvent>;
  /** What it is doing. */
  readonly state: Signal<ConversationState>;
  /** What the user is saying, until it is in the history. */
  readonly captions: Signal<Caption>;
  /** What was said, in the shape that chat models take; of answers, what was heard of them. */
  readonly history: Signal<readonly ChatMessage[]>;
  /** The answer under way, or the last one. */
  readonly answer: Signal<VoiceAnswer | undefined>;
  /** The latencies of the last answer. */
  readonly metrics: Signal<AnswerMetrics | undefined>;
  /** How loud both sides are, in steps of 1/50; each changes at most 10 times a second. */
  readonly levels: Signal<VoiceLevels>;
  /** What went wrong: with the conversation, until the next `start`, or with the last answer, until the next one begins. */
  readonly error: Signal<VoiceError | undefined>;
  /**
   * What happens in the conversation. `audio` is each chunk as the speaker gets it, `lead` ms before it is heard. The names of answers begin
   * anew with each `start`. Hot, never errors, completes with the injector.
   */
  readonly events$: Observable<ConversationEvent>;
  /** Each chunk of the microphone. Hot, as `events$`. */
  readonly microphone$: Observable<AudioChunk>;
  /** What was heard: partials, finals, ends of utterances, gaps. Hot, as `events$`. */
  readonly speech$: Observable<SpeechEvent>;
  /** How loud both sides are, at each chunk of either. Hot, as `events$`. */
  readonly levels$: Observable<VoiceLevels>;
}
