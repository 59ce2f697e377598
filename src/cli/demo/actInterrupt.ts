import { finalize, ignoreElements, merge, type Observable, Subject, takeUntil, tap } from 'rxjs';
import { durationOf } from '../../audio';
import { bufferAudio, flushEvery, interruptOn } from '../../operators';
import { speak, type Synthesizer } from '../../sessions';
import { seconds } from '../duration';
import { type Timeline } from './timeline';
import { writeTokens } from './tokens';

/** How much is played before the person speaks up, ms. */
const patience = 2000;

/** How long the sound falls to silence, ms. */
const fadeOut = 15;

/**
 * The second act: another turn, played in real time, and interrupted while it is spoken.
 *
 * @internal
 */
export function actInterrupt(tts: Synthesizer, text: string, show: Timeline): Observable<never> {
  const speaks = new Subject<void>();
  const over = new Subject<void>();
  let sent = 0;
  let played = 0;

  const turn$ = writeTokens(text).pipe(
    flushEvery({ chars: 60, sentences: 1 }),
    speak(tts),
    tap((chunk) => (sent += durationOf(chunk))),
    bufferAudio({ ahead: 200 }),
    tap((chunk) => {
      played += durationOf(chunk);
      show.live('voice', `${seconds(played)} played`);
      if (played < patience) return;
      show.row('you', '“Stop, please.”');
      speaks.next();
    }),
    interruptOn(speaks, { fadeOut }),
    finalize(() => {
      const unheard = seconds(Math.max(0, sent - played));
      show.row(
        'voice',
        `silent: ${seconds(played)} were played, the last ${fadeOut} ms fading; ${unheard} more had come and are dropped`,
      );
      over.next();
    }),
  );

  const events$ = tts.events$.pipe(
    tap((event) => {
      if (event.type === 'segment') show.row('model', `“${event.text.trim()}”`);
      if (event.type === 'interrupted') show.row('line', 'the gateway is told to stop, at once');
    }),
    takeUntil(over),
  );

  return merge(events$, turn$).pipe(ignoreElements());
}
