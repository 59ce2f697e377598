import { type Transcript } from '../protocol';

/**
 * From frame `line` of a line's clock on, the line hears what stands at frame `at` of the audio.
 *
 * @internal
 */
export interface Joint {
  readonly line: number;
  readonly at: number;
}

/** How many sample frames make a second. */
interface Rate {
  readonly sampleRate: number;
}

/**
 * Milliseconds at a frame.
 *
 * @internal
 */
export const msAt = ({ sampleRate }: Rate, frame: number): number => (frame * 1000) / sampleRate;

/**
 * The frame nearest to so many milliseconds.
 *
 * @internal
 */
export const frameAt = ({ sampleRate }: Rate, ms: number): number =>
  Math.round((ms * sampleRate) / 1000);

/**
 * The joints of a line that has heard `lineFrames` frames and is sent the audio from frame `at` on.
 *
 * @internal
 */
export function joinedAt(
  joints: readonly Joint[],
  lineFrames: number,
  at: number,
): readonly Joint[] {
  const last = joints.at(-1);
  const continues = last !== undefined && last.at + lineFrames - last.line === at;
  return continues ? joints : [...joints, { line: lineFrames, at }];
}

/**
 * The joints that are still needed once all audio before a frame is settled.
 *
 * @internal
 */
export function withoutSettled(joints: readonly Joint[], settled: number): readonly Joint[] {
  const first = joints.findLastIndex(({ at }) => at <= settled);
  return first > 0 ? joints.slice(first) : joints;
}

/**
 * Where in the audio the line's clock stands at `ms`, in ms. At a joint, what begins there is behind it, and what ends there
 * is before it.
 *
 * @internal
 */
export function onOneClock(
  rate: Rate,
  joints: readonly Joint[],
  ms: number,
  side: 'begins' | 'ends' = 'begins',
): number {
  const frame = frameAt(rate, ms);
  const joint =
    joints.findLast(({ line }) => (side === 'begins' ? line <= frame : line < frame)) ?? joints[0];
  return joint === undefined ? ms : ms + msAt(rate, joint.at - joint.line);
}

/**
 * A transcript's times on the clock of the whole audio.
 *
 * @internal
 */
export function onClock(rate: Rate, joints: readonly Joint[], transcript: Transcript): Transcript {
  const { start, end, words } = transcript;
  const begins = (ms: number) => onOneClock(rate, joints, ms);
  const ends = (ms: number) => onOneClock(rate, joints, ms, 'ends');
  return {
    ...transcript,
    ...(start === undefined ? {} : { start: begins(start) }),
    ...(end === undefined ? {} : { end: ends(end) }),
    ...(words === undefined
      ? {}
      : {
          words: words.map((word) => ({ ...word, start: begins(word.start), end: ends(word.end) })),
        }),
  };
}
