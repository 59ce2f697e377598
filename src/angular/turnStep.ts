import { type VoiceError } from '../errors';
import { type TurnMetrics } from '../operators';
import { type TurnEvent } from './VoiceSynthesizer';

/**
 * What the view of a synthesizer shows, but for its level.
 *
 * @internal
 */
export interface TurnView {
  readonly speaking: boolean;
  readonly metrics: TurnMetrics | undefined;
  readonly error: VoiceError | undefined;
}

/** @internal */
export const noTurn: TurnView = { speaking: false, metrics: undefined, error: undefined };

/**
 * What is shown after one more event. Pure; the same state where nothing of it changed.
 *
 * @internal
 */
export function turnStep<S extends TurnView>(state: S, event: TurnEvent): S {
  switch (event.type) {
    case 'begun':
      return { ...state, speaking: true, error: undefined };
    case 'said':
    case 'interrupted':
      return { ...state, speaking: false };
    case 'failed':
      return { ...state, speaking: false, error: event.error };
    case 'audio':
    case 'playing':
      return state;
  }
}
