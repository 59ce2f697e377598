import { type Observable } from 'rxjs';
import { type ConversationEvent } from 'rxjs-voice';
import { type Marbles } from '../timeline/marbles';
import { type Spoken } from '../waveform/spoken';
import { type WireWatcher } from './watchWire';

/** What is told of turns, typed and answered. */
export interface Watched {
  readonly marbles: Marbles;
  readonly spoken: Spoken;
  readonly wire: WireWatcher;
}

/** Puts the answers of a conversation on the timeline: what is thought, handed to the voice, played, and cut short. */
export function watchAnswers(
  { marbles, spoken, wire }: Watched,
  events$: Observable<ConversationEvent>,
): void {
  events$.subscribe((event) => {
    switch (event.type) {
      case 'heard':
        wire.begin();
        return;
      case 'token':
        marbles.add({ lane: 'tokens', label: event.text.trim(), value: event.text });
        return;
      case 'phrase':
        marbles.add({ lane: 'phrases', label: event.text, value: event });
        return;
      case 'playing':
        showPlayed(marbles, spoken, event.playedMs);
        return;
      case 'interrupted':
        spoken.interrupted();
        marbles.add({ lane: 'interruptions', label: 'interrupted', value: event, tone: 'bad' });
        return;
      case 'failed':
        marbles.add({ lane: 'interruptions', label: 'failed', value: event, tone: 'bad' });
        return;
      case 'paused':
      case 'resumed':
      case 'dismissed':
        marbles.add({ lane: 'interruptions', label: event.type, value: event, tone: 'busy' });
    }
  });
}

/** Puts a position of the playback on the timeline, as high as what sounded since the last one was loud. */
export function showPlayed(marbles: Marbles, spoken: Spoken, playedMs: number): void {
  const from = spoken.playedMs;
  if (playedMs > from) {
    const level = Math.sqrt(spoken.peaks.between(from, playedMs));
    marbles.add({ lane: 'playback', label: '', value: { playedMs }, level });
  }
  spoken.played(playedMs);
}
