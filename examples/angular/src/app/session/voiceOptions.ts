import { inject } from '@angular/core';
import { type VoiceOptions } from 'rxjs-voice/angular';
import { microphone, speaker } from 'rxjs-voice/browser';
import { Levels } from '../meters/levels';
import { askToken } from './askToken';
import { Choice } from './choice';
import { deskConfig } from './config';
import { Tape } from './tape';

/** The page's content security policy allows no `blob:` URL, so the audio thread's module is a file of the page. */
const worklet = '/worklet.js';

/** What `provideVoice` is given: the gateway, the microphone and the speaker. */
export function voiceOptions(): VoiceOptions {
  const { gateway, models } = inject(deskConfig);
  const { socket } = inject(Tape);
  const levels = inject(Levels);
  const choice = inject(Choice);

  return {
    gateway: { url: gateway, token: askToken, socket },
    synthesizer: { model: models.tts },
    recognizer: { model: models.stt },
    microphone: () => microphone({ worklet }),
    speaker: () => {
      // It is made within the click, before it knows what comes.
      const { sampleRate } = choice.options();
      const made = speaker({ worklet, sampleRate });
      made.level$.subscribe((level) => levels.set('speaker', level));
      return made;
    },
  };
}
