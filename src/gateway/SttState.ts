import { type AudioFormat } from '../audio';
import { type SttReply, type SttRequest } from '../protocol';
import { type RecognitionEvent } from './engines';

/**
 * How a listening session behaves, as far as its decisions go. See `SttGatewayOptions`, where each is explained.
 *
 * @internal
 */
export interface SttRules {
  readonly ready: number | false;
  readonly maxFrame: number;
}

/**
 * Where a listening session stands.
 *
 * @internal
 */
export interface SttState {
  /** `refused`: its first message was no good, and it listens no more. `closing`: only the last finals are to come. */
  readonly phase: 'open' | 'refused' | 'initialising' | 'ready' | 'closing';
  readonly format?: AudioFormat;
  readonly partials: boolean;
  /** The part of a sample that the last message ended with. */
  readonly rest: Uint8Array;
}

/**
 * What can happen to a listening session.
 *
 * @internal
 */
export type SttInput =
  | { readonly type: 'request'; readonly request: SttRequest }
  | { readonly type: 'malformed'; readonly init: boolean; readonly message: string }
  | { readonly type: 'audio'; readonly data: Uint8Array }
  | { readonly type: 'left' | 'ready-due' | 'done' }
  | { readonly type: 'heard'; readonly event: RecognitionEvent }
  | { readonly type: 'failed'; readonly message: string };

/**
 * What a listening session does about it. Delays in ms.
 *
 * @internal
 */
export type SttEffect =
  | { readonly type: 'say'; readonly reply: SttReply }
  | { readonly type: 'wait'; readonly delay: number; readonly then: SttInput }
  /** Sets the recogniser to work. */
  | { readonly type: 'listen'; readonly partials: boolean }
  | { readonly type: 'feed'; readonly data: Uint8Array; readonly format: AudioFormat }
  | { readonly type: 'finalize' }
  /** Tells the recogniser that there is no more. */
  | { readonly type: 'finish' }
  | { readonly type: 'end'; readonly closeCode?: number; readonly reason?: string };

/**
 * A session nobody has spoken to yet.
 *
 * @internal
 */
export const newSttSession: SttState = {
  phase: 'open',
  partials: false,
  rest: new Uint8Array(0),
};
