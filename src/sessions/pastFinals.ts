import { type Transcript } from '../protocol';

/**
 * A final that came, by what tells it from others.
 *
 * @internal
 */
export interface PastFinal {
  readonly text: string;
  /** Where it begins and ends, ms of the audio. */
  readonly start: number;
  readonly end: number;
}

/** How many are remembered: a repetition comes soon, or on the next line. */
const most = 8;
/** Times on the wire are whole ms, and a line that begins in the middle rounds again. */
const rounding = 2;

/**
 * Whether a final is one that came before: the same words at the same place. Some gateways say a final twice, and one that
 * mends its own line may say it again on the next.
 *
 * Without times it cannot be told from a word that was said twice, and counts as new.
 *
 * @internal
 */
export const isPast = (finals: readonly PastFinal[], { text, start, end }: Transcript): boolean =>
  start !== undefined &&
  end !== undefined &&
  text !== '' &&
  finals.some((past) => past.text === text && isNear(past.start, start) && isNear(past.end, end));

/**
 * With one more final, where it has words and times.
 *
 * @internal
 */
export function withFinal(
  finals: readonly PastFinal[],
  { text, start, end }: Transcript,
): readonly PastFinal[] {
  if (text === '' || start === undefined || end === undefined) return finals;
  return [...finals.slice(1 - most), { text, start, end }];
}

const isNear = (one: number, other: number): boolean => Math.abs(one - other) <= rounding;
