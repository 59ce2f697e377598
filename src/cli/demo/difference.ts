import { concatMap, filter, from, map, type Observable, toArray } from 'rxjs';
import { type AudioChunk, type AudioFormat, bytesPerFrame } from '../../audio';
import { fliteVoice } from '../../node';
import { compareAudio } from './compareAudio';

/**
 * How audio differs from what should have come, ms.
 *
 * @internal
 */
export interface Difference {
  /** Never came. */
  readonly lost: number;
  /** Came more than once. */
  readonly repeated: number;
  /** Came, and was never said. */
  readonly foreign: number;
}

/**
 * Compares audio with what the same voice says of the same text when no gateway and no line is between.
 *
 * @param segments - the text, as it was cut for speaking
 * @param voice - the voice, as the session named it
 * @internal
 */
export function differenceFromReference(
  audio: readonly AudioChunk[],
  segments: readonly string[],
  format: AudioFormat,
  voice: string | undefined,
): Observable<Difference> {
  const engine = fliteVoice();
  const options = { format, ...(voice === undefined ? {} : { voice }) };
  return from(segments).pipe(
    concatMap((segment) => engine.synthesize(segment, options)),
    filter((part) => 'data' in part),
    toArray(),
    map((reference) => {
      const { lost, repeated, foreign } = compareAudio(joined(reference), joined(audio));
      const bytesPerMs = (bytesPerFrame(format) * format.sampleRate) / 1000;
      return {
        lost: lost / bytesPerMs,
        repeated: repeated / bytesPerMs,
        foreign: foreign / bytesPerMs,
      };
    }),
  );
}

const joined = (chunks: readonly AudioChunk[]) => Buffer.concat(chunks.map(({ data }) => data));
