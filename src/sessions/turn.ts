import { currentSegment, dropCurrent, emptyScript, type Script, unsendCurrent } from './script';

/**
 * One turn: what it says, and how far its current segment has come. Counts are samples, or bytes for encodings that cannot
 * be cut.
 *
 * @internal
 */
export interface Turn {
  /** Tells turns apart; names may repeat. */
  readonly key: number;
  readonly name: string;
  readonly script: Script;
  /** Whether the current segment's flush is on the line. */
  readonly flushSent: boolean;
  /** Whether the current segment's `segment` event is out. */
  readonly announced: boolean;
  /** Heard of the current segment on this line. */
  readonly heard: number;
  /** Emitted of the current segment, on this line or before. */
  readonly given: number;
  /** The furthest that any line came with the current segment: what goes beyond it is new. */
  readonly reached: number;
  /** Emitted of the turn before its current segment. */
  readonly before: number;
  /** Words of the current segment: heard on this line, and passed on ever. */
  readonly wordsHeard: number;
  readonly wordsGiven: number;
  /** Whether its line was lost, so that what is sent next was sent before. */
  readonly again: boolean;
  /** How often in a row the gateway owed this turn an answer and stayed silent. */
  readonly timeouts: number;
  /** How many gateways would not speak the current segment, so that another one is tried. */
  readonly refusals: number;
  /** What its last line has said against itself by refusing the current segment, until another one speaks it. */
  readonly doubt: number;
}

/** A segment of which nothing was heard yet. */
const unbegun = {
  flushSent: false,
  announced: false,
  heard: 0,
  given: 0,
  reached: 0,
  wordsHeard: 0,
  wordsGiven: 0,
  again: false,
  timeouts: 0,
  refusals: 0,
  doubt: 0,
} as const;

/** @internal */
export const newTurn = (key: number, name: string): Turn => ({
  key,
  name,
  script: emptyScript,
  before: 0,
  ...unbegun,
});

/**
 * The turn behind its current segment, which ended. Its text, kept until now to be spoken again, goes.
 *
 * @internal
 */
export const afterSegment = (turn: Turn): Turn => ({
  ...turn,
  ...unbegun,
  script: dropCurrent(turn.script),
  before: turn.before + turn.given,
});

/**
 * The turn before anything of its current segment was on this line.
 *
 * @internal
 */
export const unheard = (turn: Turn): Turn => ({
  ...turn,
  script: unsendCurrent(turn.script),
  flushSent: false,
  heard: 0,
  wordsHeard: 0,
});

/**
 * Whether anything of the current segment is on the line.
 *
 * @internal
 */
export const isOnLine = (turn: Turn): boolean => (currentSegment(turn.script)?.sent ?? '') !== '';
