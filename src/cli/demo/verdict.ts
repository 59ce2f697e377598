import { type WordScore } from './wordsHeard';

/**
 * What the demo measured.
 *
 * @internal
 */
export interface DemoResult extends WordScore {
  /** From the first token to the first audio, ms. */
  readonly firstAudio: number;
  /** How often the line was dialled again. */
  readonly reconnects: number;
  /** How the audio compares with the reference, ms; none for a gateway whose voice is not the same twice. */
  readonly difference?: {
    readonly lost: number;
    readonly repeated: number;
    readonly foreign: number;
  };
}

/**
 * Whether everything that was said was heard, once.
 *
 * @internal
 */
export const isPerfect = ({ said, heard, extra, difference }: DemoResult): boolean =>
  heard === said &&
  extra === 0 &&
  (difference === undefined ||
    (difference.lost === 0 && difference.repeated === 0 && difference.foreign === 0));

/**
 * The result in a line.
 *
 * @internal
 */
export function verdictLine({ said, heard, extra, difference }: DemoResult): string {
  const parts = [`words heard ${heard}/${said}`];
  if (extra > 0) parts.push(`${extra} nobody said`);
  if (difference === undefined)
    parts.push('lost and repeated not measured: this voice is not the same twice');
  else {
    parts.push(`lost ${ms(difference.lost)}`, `repeated ${ms(difference.repeated)}`);
    if (difference.foreign > 0) parts.push(`${ms(difference.foreign)} of other audio`);
  }
  return parts.join(' · ');
}

/** Any loss shows: less than a millisecond is not rounded away. */
export const ms = (value: number): string =>
  `${value > 0 && value < 1 ? value.toFixed(2) : Math.round(value)} ms`;
