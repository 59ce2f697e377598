import { type AudioFormat } from '../../audio';
import { type PlaybackState } from './playback';

/** The name of the processor that plays. @internal */
export const speakerProcessor = 'rxjs-voice-speaker';
/** The name of the processor that records. @internal */
export const microphoneProcessor = 'rxjs-voice-microphone';

/**
 * What the speaker asks of its processor. `end` flushes what a conversion holds back, and is named in the next reports.
 *
 * @internal
 */
export type SpeakerRequest =
  | { readonly type: 'write'; readonly data: ArrayBuffer; readonly format: AudioFormat }
  | { readonly type: 'clear'; readonly fadeOut: number; readonly generation: number }
  | { readonly type: 'end'; readonly end: number }
  | { readonly type: 'levels'; readonly on: boolean };

/**
 * What the processor reports of what it played. `generation` counts the clears, `end` is the last that it was asked for.
 *
 * @internal
 */
export interface SpeakerReport extends PlaybackState {
  readonly type: 'played';
  readonly generation: number;
  readonly end: number;
}

/** What the processor tells. @internal */
export type SpeakerAnswer = SpeakerReport | { readonly type: 'level'; readonly level: number };

/** How the microphone's processor is set up. @internal */
export interface MicrophoneSetup {
  readonly format: AudioFormat;
  readonly chunk: number;
}
