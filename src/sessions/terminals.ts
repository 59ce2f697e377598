/** The two ways a gateway says that a segment is over. Routes send either, or both, in either order. */
export type TerminalKind = 'flushed' | 'audio-end';

/**
 * How many flushes a line was sent, and how many of them each kind of terminal has answered. Terminals carry no name, so
 * each kind is counted apart and answers the line's flushes in order: a late second one answers its own flush.
 *
 * @internal
 */
export interface Terminals {
  /** Flushes sent on this line. */
  readonly flushes: number;
  /** Flushes answered by `flushed`. */
  readonly flushed: number;
  /** Flushes answered by `audio_end`. */
  readonly 'audio-end': number;
  /** The kind that alone ended the line's last segment: the next of its kind ends the next segment at once. */
  readonly alone?: TerminalKind;
}

/** @internal */
export const noTerminals: Terminals = { flushes: 0, flushed: 0, 'audio-end': 0 };

/** @internal */
export const countFlush = (terminals: Terminals): Terminals => ({
  ...terminals,
  flushes: terminals.flushes + 1,
});

/**
 * Counts one terminal. `stray`: it would answer more flushes than were sent.
 *
 * @internal
 */
export function countTerminal(
  terminals: Terminals,
  kind: TerminalKind,
): { readonly terminals: Terminals; readonly stray: boolean } {
  if (terminals[kind] >= terminals.flushes) return { terminals, stray: true };
  return { terminals: { ...terminals, [kind]: terminals[kind] + 1 }, stray: false };
}

/**
 * What the line's terminals say about its last flush: `no` answer, `half` an answer (one kind, the other may follow), or
 * `whole` (both kinds, or the one that is known to come alone).
 *
 * @internal
 */
export function answerOf(terminals: Terminals): 'no' | 'half' | 'whole' {
  const { flushes } = terminals;
  const flushed = flushes > 0 && terminals.flushed >= flushes;
  const ended = flushes > 0 && terminals['audio-end'] >= flushes;
  if (flushed && ended) return 'whole';
  if (!flushed && !ended) return 'no';
  return terminals.alone === (flushed ? 'flushed' : 'audio-end') ? 'whole' : 'half';
}

/**
 * Remembers how the line's last segment ended, for the next one.
 *
 * @internal
 */
export function learnEnd(terminals: Terminals): Terminals {
  const { flushes, flushed, 'audio-end': ended } = terminals;
  const counts = { flushes, flushed, 'audio-end': ended };
  if (flushed >= flushes && ended >= flushes) return counts;
  return { ...counts, alone: flushed >= flushes ? 'flushed' : 'audio-end' };
}
