import { type Word } from '../../protocol';
import { lengthSpoken, saidWithin } from './spokenLength';
import { matchWords } from './matchWords';

/**
 * A piece of an answer as the gateway was asked for it. Times are ms of the answer's audio.
 *
 * @internal
 */
export interface SpokenSegment {
  readonly text: string;
  readonly at: number;
  /** Where its audio ends; missing while more of it may come. */
  readonly end?: number;
}

/**
 * An answer, and what is known of how it is spoken.
 *
 * @internal
 */
export interface Spoken {
  /** All of its text so far, spoken or not. */
  readonly text: string;
  readonly segments: readonly SpokenSegment[];
  /** When its words are spoken, where the route tells. */
  readonly words: readonly Word[];
  /** How much of its audio is here, ms. */
  readonly received: number;
}

/** Nobody hears a word in less, ms. Times from gateways are rounded. */
const tolerance = 0.5;

/** How long a letter lasts until the answer itself has told, ms: 14 letters a second. */
const usualPace = 70;

/**
 * How many characters of an answer's text were heard when so much of its audio was played.
 *
 * A word was heard when it was played to its end. Its time comes from the route's word times; in segments without any, from
 * its place in the text and the segment's length. While that is not known it is taken to be as long as its text, at the pace
 * of the segments before, so that rather less is taken for heard than more.
 *
 * @internal
 */
export function heardLength(spoken: Spoken, playedMs: number): number {
  let heard = 0;
  for (const segment of spoken.segments) {
    if (playedMs <= segment.at) return heard;
    const start = Math.max(spoken.text.indexOf(segment.text, heard), heard);
    if (segment.end === undefined || playedMs < segment.end - tolerance) {
      return start + heardWithin(spoken, segment, playedMs);
    }
    heard = start + segment.text.length;
  }
  return heard;
}

function heardWithin(spoken: Spoken, segment: SpokenSegment, playedMs: number): number {
  const { at, end = Infinity, text } = segment;
  const words = spoken.words.filter(({ start }) => start >= at - tolerance && start < end);
  // Up to the first that goes on: one behind it that is said to have ended would carry it along.
  const goingOn = words.findIndex((word) => word.end > playedMs);
  const heard = goingOn < 0 ? words.length : goingOn;
  if (words.length > 0) {
    const reached = matchWords(text, words, heard);
    if (reached > 0 || heard === 0) return reached;
  }
  const length =
    segment.end === undefined
      ? Math.max(spoken.received - at, lengthSpoken(text) * paceOf(spoken))
      : segment.end - at;
  return saidWithin(text, (playedMs - at) / length);
}

/** How many ms a letter takes, by the segments that are complete. */
function paceOf({ segments }: Spoken): number {
  let ms = 0;
  let letters = 0;
  for (const { text, at, end = at } of segments) {
    if (end <= at) continue;
    ms += end - at;
    letters += lengthSpoken(text);
  }
  return letters === 0 ? usualPace : ms / letters;
}
