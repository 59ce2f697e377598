import { type SpeakerReport } from './worklet/messages';

/**
 * How many frames of what it was given the audio thread has played.
 *
 * Its reports tell what could not be foreseen, so between two of them it plays on in a row: as many as the graph has
 * rendered since, and never more than it has.
 *
 * @param report - its last one
 * @param frame - how many frames the graph has rendered
 * @internal
 */
export const playedFrames = (
  { sounding, taken, played, frame: since }: SpeakerReport,
  frame: number,
): number => (sounding ? Math.min(taken, played + Math.max(0, frame - since)) : played);
