import { type LaneId } from './lanes';

/** What colours a marble where its lane does not. */
export type Tone = 'plain' | 'good' | 'busy' | 'bad';

/** One value of one stream. */
export interface Marble {
  /** Counts up, over all lanes. */
  readonly id: number;
  readonly lane: LaneId;
  /** When it came, ms since the page began. */
  readonly at: number;
  /** What stands beside it. */
  readonly label: string;
  /** The value itself, for who asks. Audio is not kept: what is told of it is. */
  readonly value: unknown;
  readonly tone: Tone;
  /** For bars: how high, 0 to 1. */
  readonly level: number;
}
