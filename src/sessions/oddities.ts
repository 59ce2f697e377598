import { stay, type Speaking, type SpeakingStep } from './speaking';

/** Frames that belong to nothing, and how many of each kind a synthesizer has seen. */
export type OddityKind = 'unknown' | 'undecodable' | 'stray';

/**
 * Counts a frame that belongs to nothing, and tells of it.
 *
 * @param sample - the frame's beginning, secrets taken out, or what it was
 * @param message - what was wrong with it, in a sentence
 * @internal
 */
export function oddity(
  state: Speaking,
  type: OddityKind,
  sample: string,
  message?: string,
): SpeakingStep {
  const count = state.oddities[type] + 1;
  const event = { type, sample, count, ...(message === undefined ? {} : { message }) };
  return stay(
    { ...state, oddities: { ...state.oddities, [type]: count } },
    { type: 'event', event },
  );
}
