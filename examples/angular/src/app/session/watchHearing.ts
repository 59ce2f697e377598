import { type Observable } from 'rxjs';
import { type AudioChunk, durationOf, type SpeechEvent } from 'rxjs-voice';
import { type Marbles } from '../timeline/marbles';
import { barOf, samplesOf } from './soundOf';

/** Puts what the microphone records and what is understood of it on the timeline. */
export function watchHearing(
  marbles: Marbles,
  {
    microphone$,
    speech$,
  }: {
    readonly microphone$: Observable<AudioChunk>;
    readonly speech$: Observable<SpeechEvent>;
  },
): void {
  microphone$.subscribe((chunk) => {
    const { data, format } = chunk;
    const value = { bytes: data.length, ms: durationOf(chunk), ...format };
    marbles.add({ lane: 'microphone', label: '', value, level: barOf(samplesOf(chunk)) });
  });
  speech$.subscribe((event) => {
    switch (event.type) {
      case 'partial':
        marbles.add({ lane: 'partials', label: event.text, value: event });
        return;
      case 'final':
        marbles.add({ lane: 'finals', label: event.text, value: event });
        return;
      case 'utterance-end':
        marbles.add({ lane: 'finals', label: '', value: event, tone: 'good' });
        return;
      case 'gap':
        marbles.add({ lane: 'finals', label: 'gap', value: event, tone: 'bad' });
    }
  });
}
