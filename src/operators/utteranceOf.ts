import { type Transcript, type Word } from '../protocol';
import { joinText } from './joinText';

/**
 * What somebody said, from one silence to the next.
 *
 * @category Operators
 */
export interface Utterance {
  /** All of its words. */
  readonly text: string;
  /** When the first word begins, ms, where a final has times. */
  readonly start?: number;
  /** When the last word ends, ms, where a final has times. */
  readonly end?: number;
  /** Who spoke, where all of it has one speaker. */
  readonly speaker?: string;
  /** The language, where all of it has one. */
  readonly language?: string;
  /** Each word with its times, where all finals have them. */
  readonly words?: readonly Word[];
}

/**
 * Puts finals together.
 *
 * @internal
 */
export function utteranceOf(finals: readonly Transcript[]): Utterance {
  const starts = finals.flatMap(({ start }) => start ?? []);
  const ends = finals.flatMap(({ end }) => end ?? []);
  const speaker = common(finals.map((final) => final.speaker));
  const language = common(finals.map((final) => final.language));
  const whole = finals.every(({ words }) => words !== undefined);
  return {
    text: finals.reduce((text, final) => joinText(text, final.text), ''),
    ...(starts.length > 0 && { start: Math.min(...starts) }),
    ...(ends.length > 0 && { end: Math.max(...ends) }),
    ...(speaker !== undefined && { speaker }),
    ...(language !== undefined && { language }),
    ...(whole && { words: finals.flatMap(({ words }) => words ?? []) }),
  };
}

const common = ([first, ...rest]: readonly (string | undefined)[]) =>
  rest.every((other) => other === first) ? first : undefined;
