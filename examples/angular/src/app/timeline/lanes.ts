/** How a lane draws its marbles: one by one, as bars as high as they are loud, as ticks, or as stretches until the next one. */
export type LaneLook = 'marbles' | 'bars' | 'ticks' | 'stretches';

/** One stream of the session. */
export interface Lane {
  readonly id: LaneId;
  /** Its name for people. */
  readonly name: string;
  /** What one marble of it is. */
  readonly of: string;
  readonly look: LaneLook;
}

export type LaneId =
  | 'microphone'
  | 'partials'
  | 'finals'
  | 'tokens'
  | 'phrases'
  | 'flushes'
  | 'audio'
  | 'playback'
  | 'interruptions'
  | 'ears-line'
  | 'voice-line';

/** From top to bottom, as a turn goes: what is said, heard, thought, spoken and played. */
export const lanes: readonly Lane[] = [
  { id: 'microphone', name: 'Microphone', of: '20 ms of sound', look: 'bars' },
  { id: 'partials', name: 'Partials', of: 'words that may still change', look: 'marbles' },
  { id: 'finals', name: 'Finals', of: 'words that will not change', look: 'marbles' },
  { id: 'tokens', name: 'Tokens', of: 'a piece of the answer', look: 'marbles' },
  { id: 'phrases', name: 'Phrases', of: 'text handed to the voice', look: 'marbles' },
  { id: 'flushes', name: 'Flushes', of: 'a command to speak', look: 'ticks' },
  { id: 'audio', name: 'Audio', of: 'a frame of speech from the gateway', look: 'bars' },
  { id: 'playback', name: 'Playback', of: 'how much was heard', look: 'bars' },
  { id: 'interruptions', name: 'Interruptions', of: 'an answer cut short', look: 'marbles' },
  { id: 'ears-line', name: 'Ears line', of: 'the state of a connection', look: 'stretches' },
  { id: 'voice-line', name: 'Voice line', of: 'the state of a connection', look: 'stretches' },
];

export const laneIndex = (id: LaneId): number => lanes.findIndex((lane) => lane.id === id);
