import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { type AudioFormat } from 'rxjs-voice';
import { Choice } from '../session/choice';

/** The voice and the format, from the next turn on. */
@Component({
  selector: 'desk-choices',
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './choices.html',
})
export class Choices {
  protected readonly choice = inject(Choice);

  protected readonly nameOf = ({ encoding, sampleRate }: AudioFormat) =>
    `${encoding}, ${sampleRate / 1000} kHz`;
}
