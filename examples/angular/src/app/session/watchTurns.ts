import { type Observable } from 'rxjs';
import { type TurnEvent } from 'rxjs-voice/angular';
import { showPlayed, type Watched } from './watchAnswers';

/** Puts what was typed, and is said, on the timeline. */
export function watchTurns(
  { marbles, spoken, wire }: Watched,
  turns$: Observable<TurnEvent>,
): void {
  turns$.subscribe((event) => {
    switch (event.type) {
      case 'begun':
        wire.begin();
        return;
      case 'playing':
      case 'said':
        showPlayed(marbles, spoken, event.playedMs);
        return;
      case 'interrupted':
        spoken.interrupted();
        marbles.add({ lane: 'interruptions', label: 'interrupted', value: event, tone: 'bad' });
        return;
      case 'failed':
        marbles.add({ lane: 'interruptions', label: 'failed', value: event, tone: 'bad' });
    }
  });
}
