import {
  finalize,
  from,
  map,
  merge,
  type Observable,
  Subject,
  takeUntil,
  tap,
  ignoreElements,
} from 'rxjs';
import { type AudioChunk } from '../../audio';
import { finals, frameAudio, paceAudio } from '../../operators';
import { type Recognizer, transcribe } from '../../sessions';
import { type Timeline } from './timeline';

/**
 * The third act: audio, in frames of 20 ms at the pace of a microphone, is written down. Emits the finals' texts.
 *
 * @internal
 */
export function actListen(
  stt: Recognizer,
  audio: readonly AudioChunk[],
  show: Timeline,
): Observable<string> {
  const over = new Subject<void>();
  const heard$ = from(audio).pipe(
    frameAudio({ ms: 20 }),
    paceAudio(),
    transcribe(stt),
    tap((event) => {
      if (event.type === 'partial') show.live('ears', show.paint.dim(event.text));
      if (event.type === 'final' && event.text !== '') show.row('ears', `“${event.text}”`);
    }),
    finals(),
    map(({ text }) => text),
    finalize(() => over.next()),
  );
  const line$ = stt.status$.pipe(
    tap(({ state }) => {
      if (state === 'ready') show.row('line', 'open, and the gateway is ready');
    }),
    ignoreElements(),
    takeUntil(over),
  );
  return merge(line$, heard$);
}
