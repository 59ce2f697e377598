import { asyncScheduler, from, type MonoTypeOperatorFunction, type ObservableInput } from 'rxjs';
import { type AudioChunk } from '../audio';
import { VoiceError } from '../errors';
import { alarm } from './alarm';
import { fifo } from './fifo';
import { oneFormat } from './oneFormat';
import { operate } from './operate';
import { requireOption } from './requireOption';

/**
 * How {@link bufferAudio} holds and releases.
 *
 * @category Operators
 */
export interface AudioBuffering {
  /**
   * How much audio is held before the first chunk is released, and again after an underrun, ms.
   *
   * @defaultValue 200
   */
  readonly ahead?: number;
  /**
   * How long before its first sample is due a chunk is released, ms. For a sink that can `clear`: it covers late timers.
   *
   * @defaultValue 0
   */
  readonly lead?: number;
  /**
   * How much may be held, ms. More is a `buffer-overflow`.
   *
   * @defaultValue 600000
   */
  readonly max?: number;
  /** Called when a sample is due and none is held. A throw becomes the error of the result. */
  readonly onUnderrun?: () => void;
  /**
   * While its latest value is `true` nothing is released; what was released before plays on. Its completion means nothing, its
   * error passes.
   */
  readonly paused?: ObservableInput<boolean>;
}

/** A timer later than this, in ms, means that the machine slept: what was due meanwhile is not made up for. */
const asleep = 1000;

/**
 * A jitter buffer: holds some audio back, then releases it in real time, chunk by chunk.
 *
 * ```text
 * chunks of 4 ms            abcd--|
 * bufferAudio({ ahead: 8 }) -a---b---c---d---|
 *
 * chunks of 4 ms            ab---------cd---|
 * bufferAudio({ ahead: 8 }) -a---b------c---d---|      onUnderrun at frame 9
 * ```
 *
 * It fills until `ahead` ms are held or the source has completed. Then each chunk leaves whole, `lead` ms before its first
 * sample is due, the first at once: with `lead: 0` never more than one chunk is out of reach of an interruption. When a sample
 * is due and none is held, it calls `onUnderrun` and fills again.
 *
 * Due times are counted in samples since the first release, rounded up to a whole ms, so they do not drift. A clock that went
 * back, or a timer over 1 s late, starts the count afresh.
 *
 * Completes when the last sample has played. An error passes at once and drops what is held. Opus, MP3 and a change of format
 * are a `format-mismatch`; more than `max` ms held are a `buffer-overflow`. A chunk without bytes is left out.
 *
 * @example
 * ```ts
 * const steady$ = speech$.pipe(bufferAudio({ ahead: 200, onUnderrun: () => underruns++ }));
 * ```
 *
 * @param buffering - how much is held, and for how long
 * @returns an operator that paces chunks
 * @see {@link paceAudio} for pacing alone
 * @category Operators
 */
export function bufferAudio({
  ahead = 200,
  lead = 0,
  max = 600_000,
  onUnderrun,
  paused,
}: AudioBuffering = {}): MonoTypeOperatorFunction<AudioChunk> {
  requireOption(ahead >= 0, 'bufferAudio', 'ahead', '0 ms or more', ahead);
  requireOption(lead >= 0, 'bufferAudio', 'lead', '0 ms or more', lead);
  requireOption(max >= 0, 'bufferAudio', 'max', '0 ms or more', max);
  const fill = Math.min(ahead, max);

  return operate((output) => {
    const frameBytesOf = oneFormat('Buffering audio');
    const held = fifo<AudioChunk>();
    const wakeIn = alarm(output, () => play(true));
    let bytesPerSecond = 1;
    let heldBytes = 0;
    let playing = false;
    let completed = false;
    let anchor = 0; // when the first released byte was due
    let released = 0; // bytes since the anchor
    let seen = 0; // the clock, when last read
    let stopped = false;
    let owed = 0; // ms of released audio that were still to play when it was stopped
    let stoppedAt = 0;
    let wakeAt = 0; // what it will read when the alarm rings

    const msOf = (bytes: number) => (bytes * 1000) / bytesPerSecond;

    const readClock = (rang: boolean) => {
      const now = asyncScheduler.now();
      const late = now - wakeAt;
      // A timer does not ring early but for a rounded ms: where it seems to, the clock went back.
      if (late > asleep || (rang && late < -1)) anchor += late;
      else if (now < seen) anchor += now - seen;
      seen = now;
    };

    const start = () => {
      if (stopped || held.size === 0 || (msOf(heldBytes) < fill && !completed)) return false;
      seen = wakeAt = asyncScheduler.now();
      anchor = seen + Math.min(Math.max(owed - (seen - stoppedAt), 0), owed);
      released = owed = 0;
      return true;
    };

    const stop = () => {
      if (!playing || held.size === 0) return;
      playing = false;
      stoppedAt = asyncScheduler.now();
      owed = Math.max(anchor + msOf(released) - stoppedAt, 0);
    };

    const play = (rang: boolean) => {
      if (playing) readClock(rang);
      else playing = start();
      while (playing && !output.closed) {
        const due = anchor + Math.ceil(msOf(released) - (held.size > 0 ? lead : 0));
        if (due > seen) {
          wakeAt = due;
          wakeIn(due - seen);
          return;
        }
        if (stopped && held.size > 0) {
          stop();
          return;
        }
        const chunk = held.shift();
        if (chunk === undefined) {
          playing = false;
          if (!completed) onUnderrun?.();
        } else {
          heldBytes -= chunk.data.length;
          released += chunk.data.length;
          output.next(chunk);
        }
      }
      if (completed && !playing && held.size === 0) output.complete();
    };

    if (paused !== undefined)
      output.add(
        from(paused).subscribe({
          next: (now) => {
            stopped = now;
            if (now) stop();
            else if (!playing && held.size > 0) play(false);
          },
          error: (error: unknown) => output.error(error),
        }),
      );
    return {
      outlives: true,
      next: (chunk) => {
        bytesPerSecond = frameBytesOf(chunk) * chunk.format.sampleRate;
        if (chunk.data.length === 0) return;
        held.push(chunk);
        heldBytes += chunk.data.length;
        // While others wait before it, the alarm is set for the first of them.
        if (!playing || held.size === 1) play(false);
        if (msOf(heldBytes) > max) throw overflow(msOf(heldBytes), max);
      },
      complete: () => {
        completed = true;
        if (!playing) play(false);
      },
    };
  });
}

const overflow = (droppedMs: number, max: number) =>
  new VoiceError(
    'buffer-overflow',
    `Buffering audio: ${Math.ceil(droppedMs)} ms wait and ${max} ms may. Slow the source down, or allow more with max.`,
    { droppedMs },
    { retryable: false },
  );
