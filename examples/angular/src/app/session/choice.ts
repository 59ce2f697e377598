import { computed, inject, Injectable, signal } from '@angular/core';
import { type AudioFormat } from 'rxjs-voice';
import { deskConfig } from './config';

const fallback: AudioFormat = { encoding: 'linear16', sampleRate: 24_000, channels: 1 };

/** The voice and the format that the next turn speaks in. */
@Injectable({ providedIn: 'root' })
export class Choice {
  private readonly config = inject(deskConfig);

  readonly voices = this.config.voices;
  readonly formats = this.config.formats.length > 0 ? this.config.formats : [fallback];
  readonly voice = signal(this.voices[0]?.id ?? '');
  readonly format = signal(0);

  /** For the synthesizer. */
  readonly options = computed(() => {
    const { encoding, sampleRate } = this.formats[this.format()] ?? fallback;
    const voice = this.voice();
    return { encoding, sampleRate, ...(voice === '' ? {} : { voice }) };
  });
}
