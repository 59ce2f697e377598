import { type Signal } from '@angular/core';
import { type Observable } from 'rxjs';
import { type AudioChunk } from '../audio';
import { type VoiceError } from '../errors';
import { type Caption } from '../operators';
import { type SpeechEvent } from '../protocol';
import { type Recognizer, type SttEvent } from '../sessions';
import { type RecognizerChoice } from './choices';
import { type VoiceLine } from './VoiceLine';

/**
 * How an inject function listens: the options of its session, where they differ from those of {@link provideVoice}, and what
 * it listens to.
 *
 * @category Angular
 */
export interface ListeningOptions extends RecognizerChoice {
  /** What is heard. Default: the microphone of {@link provideVoice}. */
  readonly microphone?: () => Observable<AudioChunk>;
  /**
   * What is done with it: `(audio$, stt) => stt.transcribe(audio$.pipe(gateSpeech()))`. Default: all of it is transcribed. `audio$` is
   * shared, so it may be subscribed to more than once; it completes at `stop`.
   */
  readonly hear?: (audio$: Observable<AudioChunk>, stt: Recognizer) => Observable<SpeechEvent>;
}

/**
 * How far a {@link VoiceRecognizer} is. `starting`: the microphone was asked for. `listening`: it is on. `finishing`: it is off, and
 * the last words are awaited.
 *
 * @category Angular
 */
export type ListeningState = 'off' | 'starting' | 'listening' | 'finishing';

/**
 * Ears for a component or a service. Made by {@link injectRecognizer}.
 *
 * The signals are for views. Of the audio only the first chunk sets one, which says that the microphone is on. The Observables are
 * for what must cost no change detection: they emit outside the zone.
 *
 * @category Angular
 */
export interface VoiceRecognizer extends VoiceLine<Recognizer, SttEvent> {
  /**
   * Listens, with empty captions. Asks for the microphone before it returns, so within the gesture. While it listens it does nothing;
   * on a server neither. It does not throw: what goes wrong is in `error`. The last words of the one before still come, in
   * `speech$`.
   */
  start(): void;
  /** Lets go of the microphone and awaits the last words. */
  stop(): void;
  /** Lets go of the microphone, and of words that are still to come. */
  cancel(): void;
  /** How far it is. */
  readonly state: Signal<ListeningState>;
  /** Whether the microphone is asked for or on. */
  readonly listening: Signal<boolean>;
  /** What was said since `start`. */
  readonly captions: Signal<Caption>;
  /** How loud the microphone is, RMS from 0 to 1, in steps of 1/50; changes at most 10 times a second. */
  readonly level: Signal<number>;
  /** What went wrong, until the next `start`. */
  readonly error: Signal<VoiceError | undefined>;
  /** Each chunk of the microphone. Hot, never errors, completes with the injector. */
  readonly microphone$: Observable<AudioChunk>;
  /** What was heard: partials, finals, ends of utterances, gaps. Hot, as `microphone$`. */
  readonly speech$: Observable<SpeechEvent>;
  /** How loud each chunk of the microphone is, RMS from 0 to 1, and 0 when it is off. Hot, as `microphone$`. */
  readonly levels$: Observable<number>;
}
