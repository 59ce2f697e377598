import { type DestroyRef, inject, InjectionToken, type NgZone, untracked } from '@angular/core';
import { type Observable } from 'rxjs';
import { type AudioChunk } from '../audio';
import { invalidOption } from '../errors';
import { clockSink } from '../operators';
import { asVoiceError, guarded } from './applicationFailed';
import { floor, type Floor } from './floor';
import { type VoiceOptions, type VoiceSpeaker } from './VoiceOptions';

/**
 * What the inject functions of one {@link provideVoice} share.
 *
 * @internal
 */
export interface Voice {
  /** Whether this is a server, where nobody speaks or listens. */
  readonly onServer: boolean;
  readonly floor: Floor;
  /** The options, which are made when first asked for. */
  options(): VoiceOptions;
  /** The loudspeaker, which is made when first asked for. */
  speaker(): VoiceSpeaker;
  /** What is heard, from the one that is asked or else from the options. */
  microphone(own: (() => Observable<AudioChunk>) | undefined): Observable<AudioChunk>;
  /** Works outside of the zone, so that nothing begun there costs change detection; and as no part of what reads signals. */
  outside<T>(work: () => T): T;
}

/** @internal */
export const VOICE = new InjectionToken<Voice>('rxjs-voice');

interface Surroundings {
  readonly inContext: <T>(work: () => T) => T;
  readonly zone: NgZone;
  readonly life: DestroyRef;
  readonly platform: object;
}

/** @internal */
export function makeVoice(
  given: VoiceOptions | (() => VoiceOptions),
  { inContext, zone, life, platform }: Surroundings,
): Voice {
  const outside = <T>(work: () => T): T => zone.runOutsideAngular(() => untracked(work));
  const turns = floor();
  let options: VoiceOptions | undefined;
  let speaker: VoiceSpeaker | undefined;

  life.onDestroy(() =>
    outside(() => {
      turns.take(() => undefined);
      speaker?.close?.();
    }),
  );

  const readOptions = () => (options ??= typeof given === 'function' ? inContext(given) : given);

  return {
    // As `isPlatformServer` tells it, which would need @angular/common.
    onServer: (platform as unknown) === 'server',
    floor: turns,
    outside,
    options: () => attempt('options', readOptions),
    speaker: () => {
      const { speaker: make } = readOptions();
      return (speaker ??= attempt('speaker', make ?? silentSpeaker));
    },
    microphone: (own) => {
      const make = own ?? readOptions().microphone;
      if (make === undefined) throw noMicrophone();
      return guarded('microphone', make);
    },
  };
}

function attempt<T>(where: 'options' | 'speaker', work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asVoiceError(where, error);
  }
}

const silentSpeaker = (): VoiceSpeaker => clockSink(() => undefined);

const noMicrophone = () =>
  invalidOption(
    'microphone',
    'There is nothing to listen to. Give provideVoice a microphone, as in microphone: () => microphone() of rxjs-voice/browser.',
  );

/**
 * The voice of the surrounding injector.
 *
 * @param by - the inject function that needs it
 * @throws a `VoiceError` `invalid-option` where there is none
 * @internal
 */
export function injectVoice(by: string): Voice {
  const voice = inject(VOICE, { optional: true });
  if (voice !== null) return voice;
  throw invalidOption(
    'provideVoice',
    `${by} found no voice. Add provideVoice({ gateway, … }) to the providers of the application or of the route.`,
  );
}
