import {
  DestroyRef,
  Injector,
  type EnvironmentProviders,
  inject,
  makeEnvironmentProviders,
  NgZone,
  PLATFORM_ID,
  runInInjectionContext,
} from '@angular/core';
import { makeVoice, VOICE } from './voice';
import { type VoiceOptions } from './VoiceOptions';

/**
 * Provides what {@link injectSynthesizer}, {@link injectRecognizer} and {@link injectConversation} need. Nothing is dialled,
 * and neither microphone nor speaker is asked for, before the first `speak` or `start`; on a server never.
 *
 * All of them share one loudspeaker: a new turn interrupts the one that sounds. It is closed with the injector.
 *
 * @example
 * ```ts
 * import { provideZonelessChangeDetection, type ApplicationConfig } from '@angular/core';
 * import { provideVoice } from 'rxjs-voice/angular';
 * import { microphone, speaker } from 'rxjs-voice/browser';
 *
 * export const config: ApplicationConfig = {
 *   providers: [
 *     provideZonelessChangeDetection(),
 *     provideVoice({
 *       gateway: { url: 'wss://us-east.api.slng.ai', token: () => fetch('/token').then((answer) => answer.text()) },
 *       synthesizer: { model: 'slng/deepgram/aura:2-en' },
 *       recognizer: { model: 'slng/deepgram/nova:3-en' },
 *       microphone: () => microphone(),
 *       speaker: () => speaker(),
 *     }),
 *   ],
 * };
 * ```
 *
 * @param options - the options, or a function that gives them: it runs once, when they are first needed, and may `inject`
 * @returns providers for an application or a route
 * @category Angular
 */
export function provideVoice(options: VoiceOptions | (() => VoiceOptions)): EnvironmentProviders {
  const make = () => {
    const injector = inject(Injector);
    return makeVoice(options, {
      inContext: (work) => runInInjectionContext(injector, work),
      zone: inject(NgZone),
      life: inject(DestroyRef),
      platform: inject(PLATFORM_ID),
    });
  };
  return makeEnvironmentProviders([{ provide: VOICE, useFactory: make }]);
}
