import {
  BehaviorSubject,
  concat,
  defer,
  EMPTY,
  finalize,
  first,
  ignoreElements,
  map,
  merge,
  type Observable,
  share,
  Subject,
  takeUntil,
  timer,
} from 'rxjs';
import { type AudioChunk, bytesPerFrame, durationOf, formatMismatch, requireRate } from '../audio';
import { VoiceError } from '../errors';
import { requireOption } from '../operators';
import { sessionClosed } from '../sessions';
import { playedFrames } from './playedFrames';
import { type SoundGraph, soundGraph } from './soundGraph';
import { type Speaker, type SpeakerOptions, type SpeakerStatus } from './SpeakerOptions';
import { type SpeakerAnswer, type SpeakerReport } from './worklet/messages';

const doing = 'Playing audio';

/** What every browser's audio graph can do. */
const mostChannels = 32;

/**
 * Makes the sink of `play` for browsers: an `AudioWorklet` that plays without a gap and knows to the sample what it played.
 *
 * Its audio context is made at the first write, at the rate of that audio, so that what is heard is what was synthesized, sample
 * for sample; audio of other rates and encodings is converted on the audio thread. On a server it can be made, and `write`
 * throws.
 *
 * - **Position**: ms of samples that have left the audio graph. It is never ahead of them, stands where there is nothing to
 *   play or the browser holds the audio back, and is exact as soon as the audio thread has taken what was written.
 * - **Clear** acts in the next render quantum, 128 samples: what sounds falls to zero within `fadeOut` ms from there.
 * - **Gaps** do not click: a step into or out of silence is bridged within 3 ms of the silence. No sample is changed.
 * - **Suspended**: browsers give sound to a page at its first gesture. What is written before is kept, and played from then
 *   on. It is asked again at every gesture, and when the page is seen again. Call `resume()` in the click that starts a turn.
 * - **Drain** waits for what the device holds, too.
 * - **Failures**: `write` throws and `drain` errors with `audio-unavailable` (no Web Audio, or its module cannot be loaded: a
 *   content security policy may need the option `worklet`) or `playback-failed` (the device is gone). After `clear` it tries
 *   again. Opus and MP3 are a `format-mismatch`, and so is audio of several channels after audio of another number of them.
 *
 * @example
 * ```ts
 * const sink = speaker();
 * tts.speak('Hello there.').pipe(bufferAudio({ lead: 200 }), play(sink)).subscribe((ms) => showProgress(ms));
 * ```
 *
 * @param options - how it plays
 * @throws `invalid-option`
 * @see {@link microphone}
 * @category Browser
 */
export function speaker(options: SpeakerOptions = {}): Speaker {
  const { room = 600_000, sampleRate = 24_000, worklet } = options;
  requireOption(room > 0, 'speaker', 'room', 'more than 0 ms', room);
  requireRate(sampleRate, 'A speaker');
  const status$ = new BehaviorSubject<SpeakerStatus>({ state: 'idle' });
  const reports$ = new Subject<SpeakerReport>();
  const failures$ = new Subject<VoiceError>();
  const levels$ = new Subject<number>();
  const cleared$ = new Subject<void>();
  let graph: SoundGraph | undefined;
  let channels = 0; // of its node, when it has one
  let failure: VoiceError | undefined; // until the next clear, or for good
  let closed = false;
  let metered = false;
  let level = 0; // told last
  let generation = 0;
  let ends = 0;
  let written = 0; // ms since the last clear
  let report: SpeakerReport | undefined; // the last one of this generation
  let stood = 0; // ms, where it failed

  const tellLevel = (now: number) => {
    level = now;
    levels$.next(now);
  };
  /** Where it stops in the middle, its processor cannot tell that nothing sounds. */
  const quiet = () => {
    if (level > 0) tellLevel(0);
  };
  const fail = (cause: VoiceError) => {
    stood = position();
    failure = cause;
    graph = undefined;
    channels = 0;
    failures$.next(cause);
    quiet();
  };
  const listen = (answer: SpeakerAnswer) => {
    if (answer.type === 'level') {
      tellLevel(answer.level);
      return;
    }
    if (answer.generation === generation) report = answer;
    reports$.next(answer);
  };
  const open = (rate: number): SoundGraph => {
    if (failure) throw failure;
    if (graph) return graph;
    graph = soundGraph(rate, worklet, {
      answer: listen,
      suspended: (suspended) => {
        status$.next({ state: suspended ? 'suspended' : 'running' });
        if (suspended) quiet();
      },
      failed: (cause) => {
        fail(cause);
        status$.next({ state: 'closed', cause });
      },
    });
    // Its processor counts from 0, and there may have been clears before.
    graph.post({ type: 'clear', fadeOut: 0, generation });
    if (metered) graph.post({ type: 'levels', on: true });
    return graph;
  };
  const meter = (on: boolean) => {
    metered = on;
    graph?.post({ type: 'levels', on });
  };
  const position = () => {
    if (!graph) return stood;
    return report ? (playedFrames(report, graph.frame()) * 1000) / graph.sampleRate : 0;
  };
  const write = (chunk: AudioChunk) => {
    const { format } = chunk;
    bytesPerFrame(format, doing);
    requireRate(format.sampleRate, doing);
    if (format.channels > mostChannels)
      throw formatMismatch(doing, `up to ${mostChannels} channels`, format);
    const sink = open(format.sampleRate);
    if (channels > 1 && format.channels > 1 && channels !== format.channels)
      throw formatMismatch(doing, { ...format, channels }, format);
    const ms = written - position() + durationOf(chunk);
    if (ms > room) throw overflow(ms, room);
    if (channels === 0) sink.connect((channels = format.channels));
    written += durationOf(chunk);
    // Copied, since it is handed over to the audio thread, and may be a view of what others still read. Not by `slice`: a
    // polyfill's Buffer gives another view by that.
    sink.post({ type: 'write', data: new Uint8Array(chunk.data).buffer, format });
  };
  const drain = (): Observable<never> =>
    defer(() => {
      const sink = graph;
      if (failure) throw failure;
      if (sink === undefined || written === 0) return EMPTY;
      const end = ++ends;
      sink.post({ type: 'end', end });
      const failed$ = failures$.pipe(
        map((cause) => {
          throw cause;
        }),
      );
      const played$ = merge(reports$, failed$).pipe(first((told) => told.end >= end && told.dry));
      const heard$ = defer(() => timer(Math.ceil(sink.latency())));
      return concat(played$, heard$).pipe(ignoreElements(), takeUntil(cleared$));
    });

  return {
    write,
    drain,
    position,
    status$: status$.asObservable(),
    level$: defer(() => {
      meter(true);
      return levels$.pipe(finalize(() => meter(false)));
    }).pipe(share()),
    clear: (fadeOut) => {
      generation++;
      written = stood = 0;
      report = undefined;
      graph?.post({ type: 'clear', fadeOut, generation });
      if (!closed && failure) {
        failure = undefined;
        status$.next({ state: 'idle' });
      }
      cleared$.next();
    },
    resume: () => {
      try {
        open(sampleRate).resume();
      } catch {
        // The first write tells.
      }
    },
    close: () => {
      if (closed) return;
      closed = true;
      graph?.close();
      fail(sessionClosed('speaker', 'plays'));
      status$.next({ state: 'closed' });
      for (const stream of [status$, reports$, failures$, levels$, cleared$]) stream.complete();
    },
  };
}

const overflow = (droppedMs: number, room: number) =>
  new VoiceError(
    'buffer-overflow',
    `${doing}: ${Math.ceil(droppedMs)} ms wait and the speaker holds ${room} ms. Pace the audio with bufferAudio.`,
    { droppedMs },
    { retryable: false },
  );
