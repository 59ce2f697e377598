import { type VoiceError } from '../errors';
import {
  type DecodeFailure,
  type GatewayFailure,
  type TtsMessage,
  type TtsRequest,
} from '../protocol';
import { newRoute, type Route } from './route';
import { currentSegment } from './script';
import { noTerminals, type Terminals } from './terminals';
import { type ReplayMode, type TtsEvent } from './SynthesizerOptions';
import { type Turn } from './turn';

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
  /** How much faster than normally the voice is to speak. */
  readonly speed: number;
  /** How many gateways there are to try. */
  readonly gateways: number;
}

/** One terminal came: how long the other may take, with no frame between. */
export const settleTime = 100;
/** The same on a route that ends a segment in pieces: how long the next piece may take. */
export const pieceTime = 500;
/** How long `cleared` may take, and how long the frames after it may take to fall quiet. */
export const fenceTime = 1000;
/** How long nothing must arrive after `cleared` until the line is clean. */
export const quietTime = 100;

/**
 * Everything a synthesizer knows: its line, and the turns in order of subscription, the first being the one that speaks.
 *
 * @internal
 */
export interface Speaking {
  /** `swapping`: a fresh line is taking the place of this one, within the same call. */
  readonly line: 'none' | 'dialling' | 'waiting' | 'ready' | 'swapping';
  /** Whether the line was asked for although nobody speaks yet. */
  readonly warming: boolean;
  /** Whether this line has carried text, has brought audio that nobody had heard yet, and has brought a segment to its end. */
  readonly carried: boolean;
  readonly brought: boolean;
  readonly served: boolean;
  /** Whether a fresh line stands ready to take its place. */
  readonly renewed: boolean;
  readonly terminals: Terminals;
  /** The beginning of a sample that a frame cut in two. */
  readonly cut: Uint8Array;
  /** After `clear`: waiting for `cleared`, then for quiet. */
  readonly fence: 'none' | 'clearing' | 'quiet';
  /** Whether the interrupted segment's flush was on the line, so that its end will come. */
  readonly fenceFlushed: boolean;
  /** How many `clear`s of this line have no `cleared` yet; each answers the oldest. */
  readonly clears: number;
  /** Whether anything was cleared on this line, of which an end may still come. */
  readonly fenced: boolean;
  readonly turns: readonly Turn[];
  readonly route: Route;
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
  renewed: false,
  terminals: noTerminals,
  cut: nothingCut,
  fence: 'none',
  fenceFlushed: false,
  clears: 0,
  fenced: false,
} as const;

/** @internal */
export const silent: Speaking = {
  line: 'none',
  warming: false,
  turns: [],
  route: newRoute(0),
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
  | { readonly type: 'warm' | 'dialling' | 'waiting' | 'unwanted' | 'close' }
  /** A line is ready; which gateway of the list it leads to. */
  | { readonly type: 'ready'; readonly gateway?: number }
  /** A fresh line stands ready to take the place of this one; `kept`: it was asked to and is gone, this one goes on. */
  | { readonly type: 'renewed' | 'kept' }
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
  /** Ends the line politely and goes on with the fresh one, which leads to `ready`, or to `kept`. */
  | { readonly type: 'swap' }
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
