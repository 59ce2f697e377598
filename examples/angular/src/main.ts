import { provideZonelessChangeDetection } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { provideVoice } from 'rxjs-voice/angular';
import { Desk } from './app/desk/desk';
import { provideCounts } from './app/desk/provideCounts';
import { deskConfig, fetchConfig } from './app/session/config';
import { voiceOptions } from './app/session/voiceOptions';
import { Marbles } from './app/timeline/marbles';

fetchConfig()
  .then((config) =>
    bootstrapApplication(Desk, {
      providers: [
        provideZonelessChangeDetection(),
        { provide: deskConfig, useValue: config },
        { provide: Marbles, useFactory: () => new Marbles() },
        provideVoice(voiceOptions),
        provideCounts(),
      ],
    }),
  )
  .catch((error: unknown) => {
    console.error(error);
    document.body.append(`The desk cannot begin: ${String(error)}`);
  });
