import { asyncScheduler, defer, type MonoTypeOperatorFunction, tap } from 'rxjs';
import { VoiceError } from '../../errors';
import { codeOf } from './codeOf';
import { identifiers } from './identifiers';
import { letters } from './letters';
import { type Mark, printMarbles } from './printMarbles';
import { readable } from '../readable';

/**
 * How {@link recordMarbles} records.
 *
 * @category Testing
 */
export interface MarbleRecordingOptions {
  /**
   * Times are rounded to multiples of so many ms, a whole number, so that the jitter of a live stream makes no noise.
   *
   * @defaultValue 1
   */
  readonly step?: number;
}

/**
 * One recorded stream, drawn.
 *
 * @category Testing
 */
export interface RecordedStream {
  /** The name it was recorded under; from the second subscription on with its number, as in `audio2`. */
  readonly name: string;
  /** Its diagram, for `TestScheduler.run` and for jest-marbles. Without `|` or `#` where it had not ended. */
  readonly marbles: string;
  /** What it failed with, where it did. */
  readonly error?: unknown;
  /** How far a value had to be moved, ms at most: behind a group, which takes as many ms as it has characters. */
  readonly moved: number;
}

/**
 * Streams recorded on one time axis, and the values that their letters stand for.
 *
 * @category Testing
 */
export interface MarbleRecording {
  /** Records what passes, under a name. Each subscription is a stream of its own. */
  as<T>(name: string): MonoTypeOperatorFunction<T>;
  /** What was recorded until now, in the order in which `as` named them. */
  readonly streams: readonly RecordedStream[];
  /** Every value by its letter: as it came, audio with all its bytes. The same value, by content, has the same letter. */
  readonly values: Readonly<Record<string, unknown>>;
  /** All of it as code for a marble test: a diagram for each stream, and the table of values, audio as {@link readable} shows it. */
  toString(): string;
}

/**
 * Turns live streams into marble diagrams: a whole session at the real gateway too, on one time axis.
 *
 * ```text
 * source             -a----b|
 * recorded.as('it')  -a----b|
 * ```
 *
 * `as` is an operator that changes nothing, `toString` prints what passed until then:
 *
 * ```text
 * const text = 'h 400ms (w|)';
 * const audio = ' 80ms a 100ms b 700ms c 100ms |';
 *
 * const values = {
 *   h: 'Hello ',
 *   …
 * };
 * ```
 *
 * Frame 0 is the first subscription to any of the streams. Letters are given by content: the same value has the same letter
 * in all streams, audio by its bytes. A value that comes while the parentheses before it are still open is drawn behind
 * them; `moved` tells how far, and a `step` of 10 or 20 ms mostly leaves room.
 *
 * @example
 * ```ts
 * const recorded = recordMarbles({ step: 20 });
 * tokens$
 *   .pipe(recorded.as('text'), speak(tts), recorded.as('audio'))
 *   .subscribe({ complete: () => console.log(String(recorded)) });
 * ```
 *
 * @param options - the step
 * @returns the recording, which begins with the first subscription
 * @throws a `VoiceError` `invalid-option` where `step` is not a whole number of 1 or more
 * @category Testing
 */
export function recordMarbles({ step = 1 }: MarbleRecordingOptions = {}): MarbleRecording {
  if (!(Number.isSafeInteger(step) && step >= 1)) {
    throw new VoiceError(
      'invalid-option',
      `recordMarbles: step is ${step}; it must be a whole number of ms, 1 or more.`,
      { option: 'step' },
      { retryable: false },
    );
  }
  const tracks: Track[] = [];
  const byContent = new Map<string, string>();
  const values: Record<string, unknown> = {};
  const letterFor = letters();
  let start: number | undefined;
  let places = 0;

  const now = () => {
    const time = asyncScheduler.now();
    start ??= time;
    // A clock that went back must not turn the order around.
    return Math.max(0, Math.round((time - start) / step) * step);
  };
  const letterOf = (value: unknown) => {
    const content = codeOf(readable(value));
    const known = byContent.get(content);
    if (known !== undefined) return known;
    const letter = letterFor(value);
    byContent.set(content, letter);
    values[letter] = value;
    return letter;
  };

  return {
    as: (name) => {
      const place = places++;
      return (source) =>
        defer(() => {
          now();
          const same = tracks.filter((track) => track.of === name).length;
          const own = same === 0 ? name : `${name}${same + 1}`;
          const track: Track = { of: name, place, name: own, marks: [] };
          tracks.push(track);
          // In the order in which the code names them: a pipeline is subscribed to from its end.
          tracks.sort((one, other) => one.place - other.place);
          const mark = (letter: string) => {
            const frame = Math.max(now(), track.marks.at(-1)?.frame ?? 0);
            track.marks.push({ frame, mark: letter });
          };
          return source.pipe(
            tap({
              next: (value) => mark(letterOf(value)),
              error: (error: unknown) => {
                track.error = error;
                mark('#');
              },
              complete: () => mark('|'),
            }),
          );
        });
    },
    get streams() {
      return tracks.map(streamOf);
    },
    values,
    toString: () => printed(tracks.map(streamOf), values),
  };
}

interface Track {
  readonly of: string;
  readonly place: number;
  readonly name: string;
  readonly marks: Mark[];
  error?: unknown;
}

function streamOf({ name, marks, ...rest }: Track): RecordedStream {
  const { marbles, drawn } = printMarbles(marks);
  const moved = Math.max(0, ...drawn.map(({ frame }, i) => frame - (marks[i]?.frame ?? frame)));
  return { name, marbles, moved, ...('error' in rest ? { error: rest.error } : {}) };
}

function printed(streams: readonly RecordedStream[], values: Readonly<Record<string, unknown>>) {
  const nameIn = identifiers();
  const lines = streams.flatMap((stream) => {
    const { name, marbles, moved } = stream;
    const failed =
      'error' in stream
        ? [`// # is ${codeOf(readable(stream.error)).replaceAll('\n', '\n// ')}`]
        : [];
    const late = moved > 0 ? [`// Up to ${moved} ms late: groups are in the way.`] : [];
    return [...late, ...failed, `const ${nameIn(name)} = '${marbles}';`];
  });
  const table = Object.entries(values).map(
    ([letter, value]) => `  ${letter}: ${codeOf(readable(value), '  ')},`,
  );
  return [...lines, '', 'const values = {', ...table, '};', ''].join('\n');
}
