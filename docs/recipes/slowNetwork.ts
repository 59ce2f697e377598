import {
  defer,
  distinctUntilChanged,
  filter,
  finalize,
  map,
  mergeMap,
  type Observable,
  of,
  switchMap,
  timer,
} from 'rxjs';
import {
  type AudioChunk,
  type GatewayOptions,
  recognizer,
  type SpeechEvent,
  transcribe,
} from 'rxjs-voice';

/**
 * Listens over a network that is slower than the audio: tells the user, keeps what may wait, and marks what was lost.
 *
 * ```text
 * microphone$  1 3999ms 2 3999ms 3 3999ms 4 3999ms 5 3999ms 6 3999ms |     4 s each; the network takes three eighths of it
 * slowNetwork  667ms a 10666ms b 4665ms x 3999ms y 10000ms e 10665ms f 10002ms |     x, y = '(7500 to 10000 ms were not heard)' …
 * ```
 *
 * While more than 1 s of audio waits in the socket, the rest waits here, 10 s of it at most. What is pushed out of that is a gap,
 * and is told: a transcript must not pretend to be whole. `showSlow` hears of it at once, and when all was well for 2 s.
 */
export const slowNetwork = (
  gateway: GatewayOptions,
  microphone$: Observable<AudioChunk>,
  showSlow: (slow: boolean) => void,
): Observable<string> =>
  defer(() => {
    const stt = recognizer({ gateway, model: 'slng/deepgram/nova:3-en', replayWindow: 10_000 });
    const slow$ = stt.events$.pipe(
      filter(({ type }) => type === 'held' || type === 'released'),
      switchMap(({ type }) => (type === 'held' ? of(true) : timer(2000).pipe(map(() => false)))),
      distinctUntilChanged(),
    );
    const showing = slow$.subscribe(showSlow);
    return microphone$.pipe(
      transcribe(stt),
      mergeMap(lineOf),
      finalize(() => {
        stt.close();
        showing.unsubscribe();
      }),
    );
  });

function lineOf(event: SpeechEvent): string[] {
  if (event.type === 'gap') return [`(${event.from} to ${event.to} ms were not heard)`];
  return event.type === 'final' && event.text !== '' ? [event.text] : [];
}
