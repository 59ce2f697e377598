import { type Signal } from '@angular/core';
import { type Observable } from 'rxjs';
import { type AudioChunk } from '../audio';
import { type VoiceError } from '../errors';
import { type TurnMetrics } from '../operators';
import { type SpeechCommand } from '../protocol';
import { type Synthesizer, type TtsEvent } from '../sessions';
import { type SynthesizerChoice } from './choices';
import { type VoiceLine } from './VoiceLine';

/**
 * How an inject function speaks: the options of its session, where they differ from those of {@link provideVoice}, and how its
 * audio is played.
 *
 * @category Angular
 */
export interface SpeakingOptions extends SynthesizerChoice {
  /**
   * `ahead`: how much audio is held before a turn begins, ms, default 0; more covers a network that stutters. `lead`: how long
   * before its time audio reaches the speaker, ms, default 200: so long may the page be
   * busy, and nothing is heard of it. Neither counts for opus and mp3, which cannot be paced.
   */
  readonly buffer?: { readonly ahead?: number; readonly lead?: number };
}

/**
 * What happens to a turn of a {@link VoiceSynthesizer}. It begins with `begun` and ends with exactly one of `said`,
 * `interrupted` and `failed`.
 *
 * @category Angular
 */
export type TurnEvent =
  | {
      /** The turn was asked for. */
      readonly type: 'begun';
      /** The turn's name, which is also its name in the session's events. */
      readonly turn: string;
    }
  | {
      /** The speaker got audio, `lead` ms before it is heard; at most 20 ms of it, but in opus and mp3. */
      readonly type: 'audio';
      /** The turn's name. */
      readonly turn: string;
      /** The audio. */
      readonly chunk: AudioChunk;
    }
  | {
      /** `playing`: more was heard. `said`: all of it was. `interrupted`: no more of it will be. */
      readonly type: 'playing' | 'said' | 'interrupted';
      /** The turn's name. */
      readonly turn: string;
      /** How much was heard, ms. */
      readonly playedMs: number;
    }
  | {
      /** The turn could not be spoken or played to its end. */
      readonly type: 'failed';
      /** The turn's name. */
      readonly turn: string;
      /** How much was heard, ms. */
      readonly playedMs: number;
      /** Why. */
      readonly error: VoiceError;
    };

/**
 * A voice for a component or a service. Made by {@link injectSynthesizer}.
 *
 * The signals are for views, and none is set by an audio frame. The Observables are for what must cost no change detection: they
 * emit outside the zone.
 *
 * @category Angular
 */
export interface VoiceSynthesizer extends VoiceLine<Synthesizer, TtsEvent> {
  /**
   * Says something, and interrupts whatever sounds. Call it in the handler of a click or a key, where the page has not sounded
   * yet: browsers want that. It does not throw: what goes wrong is in `error`. On a server it does nothing.
   *
   * @param text - what to say, whole or as it comes: strings are text that is spoken when the Observable completes, or at its
   *   `flush` commands, as `flushEvery` makes them
   * @param options - `turn`: the turn's name in the events; default `turn-1`, `turn-2`, ...
   */
  speak(
    text: string | Observable<string | SpeechCommand>,
    options?: { readonly turn?: string },
  ): void;
  /** Interrupts what it says: silence at once, here and at the gateway. */
  stop(): void;
  /** Dials now, so that the first turn need not wait. */
  warm(): void;
  /** Whether a turn is under way: from `speak` until its last sample was heard, or it was interrupted, or failed. */
  readonly speaking: Signal<boolean>;
  /** How loud it is, RMS from 0 to 1, in steps of 1/50; changes at most 10 times a second. */
  readonly level: Signal<number>;
  /** The latencies of the last turn. */
  readonly metrics: Signal<TurnMetrics | undefined>;
  /** What went wrong with the last turn, until the next `speak`. */
  readonly error: Signal<VoiceError | undefined>;
  /** What happens to the turns. Hot, never errors, completes with the injector. */
  readonly turns$: Observable<TurnEvent>;
  /** How loud each chunk is that the speaker gets, RMS from 0 to 1, and 0 at the end of a turn. Hot, as `turns$`. */
  readonly levels$: Observable<number>;
}
