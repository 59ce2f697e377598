import { finalize, ignoreElements, merge, type Observable, Subject, takeUntil, tap } from 'rxjs';
import { type AudioChunk } from '../../audio';
import { flushEvery } from '../../operators';
import { type SpeechCommand } from '../../protocol';
import { speak, type Synthesizer } from '../../sessions';
import { soundDrawing } from './soundDrawing';
import { type Timeline } from './timeline';
import { writeTokens } from './tokens';

/** What the first act leaves behind. */
export interface Spoken {
  /** The audio, as it came. */
  readonly audio: AudioChunk[];
  /** What was asked for, sentence by sentence. */
  readonly segments: string[];
  /** When the first token was written and the first audio came, ms on the timeline. */
  firstToken: number | undefined;
  firstAudio: number | undefined;
  /** How often the line was dialled again. */
  reconnects: number;
}

/**
 * Before anything was spoken.
 *
 * @internal
 */
export const nothingSpoken = (): Spoken => ({
  audio: [],
  segments: [],
  firstToken: undefined,
  firstAudio: undefined,
  reconnects: 0,
});

/**
 * The first act: a model writes, and is spoken while it writes. Emits the audio, and notes in `spoken` what happens.
 *
 * @internal
 */
export function actSpeak(
  tts: Synthesizer,
  text: string,
  show: Timeline,
  spoken: Spoken,
): Observable<AudioChunk> {
  const over = new Subject<void>();
  const drawn = soundDrawing(show);

  const audio$ = writeTokens(text).pipe(
    tap((token) => {
      spoken.firstToken ??= show.now();
      drawn.written(token);
    }),
    flushEvery({ sentences: 1 }),
    noteSegments(spoken.segments, (segment) => drawn.flushed(segment)),
    speak(tts),
    tap((chunk) => {
      if (spoken.firstAudio === undefined) {
        spoken.firstAudio = show.now();
        const after = Math.round(spoken.firstAudio - (spoken.firstToken ?? 0));
        show.row(
          'voice',
          `the first sound, ${show.paint.bold(`${after} ms`)} after the first token`,
        );
      }
      spoken.audio.push(chunk);
      drawn.heard(chunk);
    }),
    finalize(() => over.next()),
  );

  const line$ = tts.status$.pipe(
    tap((status) => {
      if (status.state === 'ready') {
        show.row('line', spoken.reconnects === 0 ? 'open, and the gateway is ready' : 'open again');
      }
      if (status.state !== 'waiting') return;
      spoken.reconnects++;
      drawn.cut();
      const delay = `${Math.round(status.delay)} ms`;
      show.row(
        'line',
        show.paint.red(`✂ cut in mid-sentence (${status.cause.code}); dialling again in ${delay}`),
      );
    }),
  );

  const events$ = tts.events$.pipe(
    tap((event) => {
      if (event.type === 'segment') drawn.begin(event.text);
      if (event.type === 'done') drawn.end();
      if (event.type === 'replayed') drawn.again();
    }),
  );

  return merge(merge(line$, events$).pipe(ignoreElements(), takeUntil(over)), audio$);
}

/** Collects the text up to each flush. */
function noteSegments(segments: string[], tell: (segment: string) => void) {
  let open = '';
  return (commands$: Observable<SpeechCommand>) =>
    commands$.pipe(
      tap((command) => {
        if (command.type === 'text') {
          open += command.text;
          return;
        }
        segments.push(open);
        tell(open);
        open = '';
      }),
    );
}
