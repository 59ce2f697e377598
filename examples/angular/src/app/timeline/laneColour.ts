import { type Palette } from '../drawing/palette';
import { type LaneId } from './lanes';
import { type Marble } from './marble';

/** Four kinds of streams, four colours: sound that comes in, words that were heard, what was thought, and what is spoken. */
const kinds: Readonly<Record<LaneId, keyof Palette>> = {
  microphone: 'sound',
  partials: 'heard',
  finals: 'heard',
  tokens: 'thought',
  phrases: 'thought',
  flushes: 'thought',
  audio: 'spoken',
  playback: 'spoken',
  interruptions: 'bad',
  'ears-line': 'muted',
  'voice-line': 'muted',
};

export const laneColour = (palette: Palette, lane: LaneId): string => palette[kinds[lane]];

export function marbleColour(palette: Palette, { lane, tone }: Marble): string {
  return tone === 'plain' ? laneColour(palette, lane) : palette[tone];
}
