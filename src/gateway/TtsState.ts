import { type AudioFormat } from '../audio';
import { type TtsReply, type TtsRequest } from '../protocol';

/**
 * How a speaking session behaves, as far as its decisions go. See `TtsGatewayOptions`, where each is explained.
 *
 * @internal
 */
export interface TtsRules {
  readonly ready: number | false;
  readonly terminals: readonly ('flushed' | 'audio_end')[];
  readonly segments: boolean;
  readonly clearDelay: number;
  readonly maxText: number;
  readonly closeAfterTurn: number | false;
  readonly segmentsPerFlush?: 'one' | 'sentence';
  readonly letterless?: 'speak' | 'refuse';
}

/**
 * The voice a session was opened with.
 *
 * @internal
 */
export interface TtsVoice {
  readonly format: AudioFormat;
  readonly voice?: string;
  readonly speed?: number;
}

/**
 * Where a speaking session stands.
 *
 * @internal
 */
export interface TtsState {
  /** `refused`: its first message was no good, and it listens no more. */
  readonly phase: 'open' | 'refused' | 'initialising' | 'ready';
  readonly voice?: TtsVoice;
  /** Text that waits for its flush. */
  readonly text: string;
  /** Flushed text that waits for its turn to be spoken. */
  readonly queue: readonly string[];
  readonly speaking: boolean;
  /** `clear`s not yet acknowledged. While there are any, nothing new is spoken. */
  readonly clearing: number;
  /** Segments begun. */
  readonly segments: number;
}

/**
 * What can happen to a speaking session.
 *
 * @internal
 */
export type TtsInput =
  | { readonly type: 'request'; readonly request: TtsRequest }
  | { readonly type: 'malformed'; readonly init: boolean; readonly message: string }
  | { readonly type: 'binary' }
  | { readonly type: 'left' | 'ready-due' | 'clear-due' | 'close-due' }
  /** `duration` in ms. */
  | { readonly type: 'spoken'; readonly duration: number }
  | { readonly type: 'failed'; readonly message: string };

/**
 * What a speaking session does about it. Delays in ms.
 *
 * @internal
 */
export type TtsEffect =
  | { readonly type: 'say'; readonly reply: TtsReply }
  | { readonly type: 'wait'; readonly delay: number; readonly then: TtsInput }
  | { readonly type: 'speak'; readonly text: string; readonly voice: TtsVoice }
  | { readonly type: 'stop' }
  | { readonly type: 'end' };

/**
 * A session nobody has spoken to yet.
 *
 * @internal
 */
export const newTtsSession: TtsState = {
  phase: 'open',
  text: '',
  queue: [],
  speaking: false,
  clearing: 0,
  segments: 0,
};
