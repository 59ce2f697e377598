import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { type AudioFormat, type Encoding } from 'rxjs-voice';
import { Choice } from '../session/choice';
import { Session } from '../session/session';

const names: Readonly<Record<Encoding, string>> = {
  linear16: 'PCM',
  mulaw: 'µ-law',
  alaw: 'A-law',
  opus: 'Opus',
  mp3: 'MP3',
};

/** The voice and the format, from the next turn on. */
@Component({
  selector: 'desk-choices',
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './choices.html',
})
export class Choices {
  protected readonly choice = inject(Choice);
  private readonly session = inject(Session);

  protected speakAs(voice: string): void {
    this.choice.voice.set(voice);
    this.session.takeChoice();
  }

  protected encodeAs(format: number): void {
    this.choice.format.set(format);
    this.session.takeChoice();
  }

  protected readonly nameOf = ({ encoding, sampleRate }: AudioFormat) =>
    `${names[encoding]} ${sampleRate / 1000} kHz`;
}
