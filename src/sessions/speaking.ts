import { type VoiceError } from '../errors';
import {
  type DecodeFailure,
  type GatewayFailure,
  type TtsMessage,
  type TtsRequest,
} from '../protocol';
import { currentSegment, emptyScript, type Script } from './script';
import { noTerminals, type Terminals } from './terminals';
import { type ReplayMode, type TtsEvent } from './SynthesizerOptions';

/**
 * What is fixed for a synthesizer's life. Times in ms.
 *
 * @internal
 */
export interface SpeakingRules {
  readonly replay: ReplayMode;
  readonly firstAudioTimeout: number;
  readonly turnTimeout: number;
  readonly idleTimeout: number;
  /** Bytes of one sample; 0 for encodings that cannot be cut. */
  readonly sampleBytes: number;
  /** Hz. */
  readonly sampleRate: number;
}

/** One terminal came: how long the other may take, with no frame between. */
export const settleTime = 100;
/** How long `cleared` may take, and how long the frames after it may take to fall quiet. */
export const fenceTime = 1000;
/** How long nothing must arrive after `cleared` until the line is clean. */
export const quietTime = 100;

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
}

/** @internal */
export const newTurn = (key: number, name: string): Turn => ({
  key,
  name,
  script: emptyScript,
  flushSent: false,
  announced: false,
  heard: 0,
  given: 0,
  reached: 0,
  before: 0,
  wordsHeard: 0,
  wordsGiven: 0,
  again: false,
  timeouts: 0,
});

/**
 * Everything a synthesizer knows: its line, and the turns in order of subscription, the first being the one that speaks.
 *
 * @internal
 */
export interface Speaking {
  readonly line: 'none' | 'dialling' | 'waiting' | 'ready';
  /** Whether the line was asked for although nobody speaks yet. */
  readonly warming: boolean;
  /** Whether this line has carried text, has brought audio that nobody had heard yet, and has brought a segment to its end. */
  readonly carried: boolean;
  readonly brought: boolean;
  readonly served: boolean;
  readonly terminals: Terminals;
  /** The beginning of a sample that a frame cut in two. */
  readonly cut: Uint8Array;
  /** After `clear`: waiting for `cleared`, then for quiet. */
  readonly fence: 'none' | 'clearing' | 'quiet';
  /** Whether the interrupted segment's flush was on the line, so that its end will come. */
  readonly fenceFlushed: boolean;
  /** How many `clear`s of this line have no `cleared` yet; each answers the oldest. */
  readonly clears: number;
  readonly turns: readonly Turn[];
  /** How many frames came that belonged to nothing. */
  readonly oddities: Readonly<Record<'unknown' | 'undecodable' | 'stray', number>>;
}

/** @internal */
export const nothingCut = new Uint8Array(0);

/** What every new line begins with. */
export const cleanLine = {
  carried: false,
  brought: false,
  served: false,
  terminals: noTerminals,
  cut: nothingCut,
  fence: 'none',
  fenceFlushed: false,
  clears: 0,
} as const;

/** @internal */
export const silent: Speaking = {
  line: 'none',
  warming: false,
  turns: [],
  oddities: { unknown: 0, undecodable: 0, stray: 0 },
  ...cleanLine,
};

/** @internal */
export type SpeakingTimer = 'settle' | 'first-audio' | 'turn' | 'fence' | 'quiet' | 'idle';

/**
 * What can happen to a synthesizer.
 *
 * @internal
 */
export type SpeakingInput =
  | { readonly type: 'turn'; readonly key: number; readonly name: string }
  | { readonly type: 'text'; readonly key: number; readonly text: string }
  | { readonly type: 'flush' | 'end' | 'interrupt'; readonly key: number }
  | { readonly type: 'warm' | 'dialling' | 'waiting' | 'ready' | 'unwanted' | 'close' }
  | { readonly type: 'message'; readonly message: TtsMessage }
  | { readonly type: 'undecodable'; readonly failure: DecodeFailure }
  /** An error that is told, and means nothing for what is being spoken. */
  | { readonly type: 'excused'; readonly error: GatewayFailure }
  /** The line is gone; whether the gateway closed it with 1000. */
  | { readonly type: 'lost'; readonly error: VoiceError; readonly clean: boolean }
  /** No more dials: whoever waited gets the error. */
  | { readonly type: 'gave-up'; readonly error: VoiceError }
  | { readonly type: 'elapsed'; readonly timer: SpeakingTimer };

/**
 * What is to be done about it.
 *
 * @internal
 */
export type SpeakingEffect =
  | { readonly type: 'dial' }
  /** Ends the line and its dialling; `politely` says `close` first. */
  | { readonly type: 'hang-up'; readonly politely: boolean }
  /** Gives the line up as lost, which leads to `lost`. */
  | { readonly type: 'drop'; readonly error: VoiceError }
  | { readonly type: 'send'; readonly request: TtsRequest }
  | { readonly type: 'arm'; readonly timer: SpeakingTimer; readonly ms: number }
  | { readonly type: 'disarm'; readonly timer: SpeakingTimer }
  | { readonly type: 'event'; readonly event: TtsEvent }
  | { readonly type: 'audio'; readonly key: number; readonly data: Uint8Array }
  | { readonly type: 'complete'; readonly key: number }
  | { readonly type: 'fail'; readonly key: number; readonly error: VoiceError };

/**
 * The next state, and what to do.
 *
 * @internal
 */
export interface SpeakingStep {
  readonly state: Speaking;
  readonly effects: readonly SpeakingEffect[];
}

/** @internal */
export const stay = (state: Speaking, ...effects: SpeakingEffect[]): SpeakingStep => ({
  state,
  effects,
});

/**
 * Whether a line is needed now: the turn that speaks has something to say, or somebody asked for a warm line.
 *
 * @internal
 */
export function wantsLine(state: Speaking): boolean {
  const turn = state.turns[0];
  return state.warming || (turn !== undefined && currentSegment(turn.script) !== undefined);
}

/**
 * Whether anything of the current segment is on the line.
 *
 * @internal
 */
export const isOnLine = (turn: Turn): boolean => (currentSegment(turn.script)?.sent ?? '') !== '';

/** @internal */
export const replaceTurn = (state: Speaking, turn: Turn): Speaking => ({
  ...state,
  turns: state.turns.map((other) => (other.key === turn.key ? turn : other)),
});

/**
 * Milliseconds of so much audio; 0 where it cannot be known.
 *
 * @internal
 */
export const msOf = (rules: SpeakingRules, samples: number): number =>
  rules.sampleBytes === 0 ? 0 : (samples / rules.sampleRate) * 1000;
