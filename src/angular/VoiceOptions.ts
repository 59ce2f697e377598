import { type Observable } from 'rxjs';
import { type AudioChunk } from '../audio';
import { type AudioSink } from '../operators';
import { type GatewayOptions, type RecognizerOptions, type SynthesizerOptions } from '../sessions';

/**
 * Where an application is heard: `speaker()` of `rxjs-voice/browser`, or any sink.
 *
 * @category Angular
 */
export interface VoiceSpeaker extends AudioSink {
  /** Called by every `speak` and `start`, so within the gesture that a browser wants before it lets anything sound. */
  resume?(): void;
  /** Called when the application ends. */
  close?(): void;
}

/**
 * What the voices and ears of an application share.
 *
 * @category Angular
 */
export interface VoiceOptions {
  /** How the gateway is reached. */
  readonly gateway: GatewayOptions | readonly GatewayOptions[];
  /** How it speaks. Each inject function may say otherwise. */
  readonly synthesizer?: Omit<SynthesizerOptions, 'gateway'>;
  /** How it listens. Each inject function may say otherwise. */
  readonly recognizer?: Omit<RecognizerOptions, 'gateway'>;
  /** What is heard, asked for at each `start`: `() => microphone()` of `rxjs-voice/browser`. */
  readonly microphone?: () => Observable<AudioChunk>;
  /**
   * Where it is heard, asked for at the first `speak` or `start` and then kept: `() => speaker()` of `rxjs-voice/browser`. Where
   * left out nothing sounds, and the clock plays.
   */
  readonly speaker?: () => VoiceSpeaker;
}
