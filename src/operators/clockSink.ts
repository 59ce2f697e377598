import {
  asyncScheduler,
  concat,
  defer,
  EMPTY,
  ignoreElements,
  NEVER,
  type Observable,
  timer,
} from 'rxjs';
import {
  type AudioChunk,
  type AudioFormat,
  bytesPerFrame,
  fadeOut,
  framesOf,
  playClock,
  type PlayClock,
} from '../audio';
import { VoiceError } from '../errors';
import { type AudioSink } from './AudioSink';
import { byteQueue } from './byteQueue';
import { oneFormat } from './oneFormat';

/**
 * How a {@link clockSink} behaves, ms.
 *
 * @internal
 */
export interface ClockTiming {
  readonly latency?: number;
  readonly stalls?: readonly { readonly at: number; readonly for: number }[];
  readonly room?: number;
}

/**
 * A sink that plays by the clock.
 *
 * @internal
 */
export interface ClockSink extends AudioSink {
  /** Hands over what has sounded by now. */
  catchUp(): void;
}

/** The longest wait that every platform's timers know, ms. */
const longest = 2 ** 31 - 1;

/**
 * Makes a sink that plays by the clock of RxJS, to the sample, and hands over what sounds.
 *
 * @param sounds - given what sounded, and when its first sample did, ms by the clock
 * @param timing - `latency`: from silence to sound; `stalls`: where it stops, in ms sounded in all, and for how long; `room`:
 *   how much it may hold, more is a `buffer-overflow`
 * @internal
 */
export function clockSink(
  sounds: (chunk: AudioChunk, at: number) => void,
  { latency = 0, stalls = [], room = Infinity }: ClockTiming = {},
): ClockSink {
  const held = byteQueue();
  const check = oneFormat('Playing audio');
  let device:
    | { readonly format: AudioFormat; readonly frameBytes: number; readonly clock: PlayClock }
    | undefined;
  let heard = 0; // frames since the last clear

  const open = (format: AudioFormat) => ({
    format,
    frameBytes: bytesPerFrame(format),
    clock: playClock({
      sampleRate: format.sampleRate,
      latency,
      stalls: stalls.map((stall) => ({ at: framesOf(format, stall.at), for: stall.for })),
    }),
  });
  const catchUp = () => {
    if (device === undefined) return;
    const { clock, format, frameBytes } = device;
    for (const { at, frames } of clock.until(asyncScheduler.now())) {
      heard += frames;
      sounds({ data: held.take(frames * frameBytes), format }, at);
    }
  };
  const drain = (): Observable<never> =>
    defer(() => {
      catchUp();
      const end = device?.clock.end();
      if (end === undefined) return EMPTY;
      if (end === Infinity) return NEVER;
      const ms = Math.max(1, Math.ceil(end - asyncScheduler.now()));
      return concat(timer(Math.min(ms, longest)).pipe(ignoreElements()), drain());
    });

  return {
    catchUp,
    drain,
    write: (chunk) => {
      check(chunk);
      device ??= open(chunk.format);
      catchUp();
      const frames = Math.floor(chunk.data.length / device.frameBytes);
      const ms = ((held.length / device.frameBytes + frames) * 1000) / chunk.format.sampleRate;
      if (ms > room) throw overflow(ms, room);
      held.push(chunk.data.subarray(0, frames * device.frameBytes));
      device.clock.add(frames, asyncScheduler.now());
    },
    clear: (fade) => {
      catchUp();
      heard = 0;
      if (device === undefined) return;
      const { clock, format } = device;
      const tail = clock.stop(framesOf(format, fade), asyncScheduler.now());
      const rest = held.take(held.length);
      if (tail) sounds({ data: fadeOut(rest, format, tail.frames), format }, tail.at);
    },
    position: () => {
      catchUp();
      return device ? (heard * 1000) / device.format.sampleRate : 0;
    },
  };
}

const overflow = (droppedMs: number, room: number) =>
  new VoiceError(
    'buffer-overflow',
    `Playing audio: ${Math.ceil(droppedMs)} ms wait and the sink holds ${room} ms. Pace the audio with bufferAudio.`,
    { droppedMs },
    { retryable: false },
  );
