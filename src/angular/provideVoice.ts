import { type EnvironmentProviders, makeEnvironmentProviders } from '@angular/core';
import { type Observable } from 'rxjs';
import { type AudioChunk } from '../audio';
import { type AudioSink } from '../operators';
import { type GatewayOptions, type RecognizerOptions, type SynthesizerOptions } from '../sessions';

/**
 * What the voices and ears of an application share.
 *
 * @category Angular
 */
export interface VoiceOptions {
  /** How the gateway is reached. */
  readonly gateway: GatewayOptions | readonly GatewayOptions[];
  /** How it speaks. */
  readonly synthesizer?: Omit<SynthesizerOptions, 'gateway'>;
  /** How it listens. */
  readonly recognizer?: Omit<RecognizerOptions, 'gateway'>;
  /** What is heard: `() => microphone()` of `rxjs-voice/browser`. */
  readonly microphone?: () => Observable<AudioChunk>;
  /** Where it is heard: `() => speaker()` of `rxjs-voice/browser`. */
  readonly speaker?: () => AudioSink & { resume?(): void; close?(): void };
}

/** Provides voices and ears. */
export function provideVoice(_options: VoiceOptions | (() => VoiceOptions)): EnvironmentProviders {
  return makeEnvironmentProviders([]);
}
