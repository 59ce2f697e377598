import { type VoiceError } from '../errors';
import { type SpeechEvent, type SttMessage, type SttRequest } from '../protocol';
import { type SttEvent } from './RecognizerOptions';

/**
 * What is fixed for a transcription's life.
 *
 * @internal
 */
export interface HearingRules {
  /** Hz. */
  readonly sampleRate: number;
  /** How many sample frames without a final are kept for a next line. */
  readonly window: number;
  /** How long a final may take after `finalize`, ms. */
  readonly finalTimeout: number;
  /** Whether partials are passed on. */
  readonly partials: boolean;
}

/** Audio leaves in steps of so many ms, so that the socket is asked between them whether it keeps up. */
export const stepTime = 250;
/** A final that ends so long before `finalize` was asked for may not be the last, ms. */
export const tailTime = 500;
/** After such a final: how long nothing must arrive until it was the last after all, ms. */
export const settleTime = 1000;

/** From frame `line` of the line's clock on, the line hears what stands at frame `at` of the audio. */
export interface Joint {
  readonly line: number;
  readonly at: number;
}

/** A stretch of audio, in frames: from the first to before the last. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * How far a transcription has come. Positions are sample frames since the first of `audio$`.
 *
 * @internal
 */
export interface Hearing {
  readonly line: 'none' | 'dialling' | 'waiting' | 'ready';
  /** All that came. */
  readonly received: number;
  /** The next frame to send on this line. */
  readonly sent: number;
  /** The first frame that is still in memory. */
  readonly kept: number;
  /** Up to here a final has come. */
  readonly settled: number;
  /** This line's clock. */
  readonly joints: readonly Joint[];
  /** Frames sent on this line. */
  readonly lineFrames: number;
  /** Gaps after `settled` that were told already. */
  readonly told: readonly Span[];
  /** Where finals are asked for: not sent yet, and sent without an answer. */
  readonly asked: readonly number[];
  readonly owed: readonly number[];
  /** Where the last final was asked for. */
  readonly lastAsk: number;
  /** Whether words are showing that may still change. */
  readonly showing: boolean;
  /** Whether a final has come that may be the last one asked for. */
  readonly settling: boolean;
  /** Whether audio of an earlier line is to be sent again. */
  readonly again: boolean;
  readonly ended: boolean;
  /** Whether the socket has enough to do. */
  readonly holding: boolean;
  /** Whether this line brought a final. */
  readonly brought: boolean;
  /** How often in a row a final was owed and did not come. */
  readonly timeouts: number;
}

/** @internal */
export const unheard: Hearing = {
  line: 'none',
  received: 0,
  sent: 0,
  kept: 0,
  settled: 0,
  joints: [],
  lineFrames: 0,
  told: [],
  asked: [],
  owed: [],
  lastAsk: 0,
  showing: false,
  settling: false,
  again: false,
  ended: false,
  holding: false,
  brought: false,
  timeouts: 0,
};

/** @internal */
export type HearingTimer = 'final' | 'settle';

/**
 * What can happen to a transcription.
 *
 * @internal
 */
export type HearingInput =
  | { readonly type: 'audio'; readonly frames: number }
  | {
      readonly type:
        | 'finalize'
        | 'end'
        | 'dialling'
        | 'waiting'
        | 'ready'
        | 'unwanted'
        | 'hold'
        | 'release'
        | 'go';
    }
  | { readonly type: 'message'; readonly message: SttMessage }
  | { readonly type: 'lost' }
  | { readonly type: 'elapsed'; readonly timer: HearingTimer };

/**
 * What is to be done about it, in this order.
 *
 * @internal
 */
export type HearingEffect =
  | { readonly type: 'dial' }
  /** Gives the line up as lost, which leads to `lost`. */
  | { readonly type: 'drop'; readonly error: VoiceError }
  | { readonly type: 'send'; readonly request: SttRequest }
  | { readonly type: 'send-audio'; readonly span: Span }
  /** There is more to send: look at the socket, then say `go`. */
  | { readonly type: 'more' }
  /** Audio before this frame is not needed any more. */
  | { readonly type: 'forget'; readonly before: number }
  | { readonly type: 'arm'; readonly timer: HearingTimer; readonly ms: number }
  | { readonly type: 'disarm'; readonly timer: HearingTimer }
  | { readonly type: 'note'; readonly event: SttEvent }
  | { readonly type: 'heard'; readonly event: SpeechEvent }
  | { readonly type: 'complete' }
  | { readonly type: 'fail'; readonly error: VoiceError };

/** @internal */
export interface HearingStep {
  readonly state: Hearing;
  readonly effects: readonly HearingEffect[];
}

/** @internal */
export const rest = (state: Hearing, ...effects: HearingEffect[]): HearingStep => ({
  state,
  effects,
});

/** Continues a step with the next one. */
export function andThen(step: HearingStep, next: (state: Hearing) => HearingStep): HearingStep {
  const { state, effects } = next(step.state);
  return { state, effects: [...step.effects, ...effects] };
}

/**
 * Whether a line is needed: there is audio without a final, or a final was asked for.
 *
 * @internal
 */
export const wantsLine = (state: Hearing): boolean =>
  state.received > state.settled || state.asked.length + state.owed.length > 0;

/** Milliseconds at a frame. */
export const msAt = (rules: HearingRules, frame: number): number =>
  (frame * 1000) / rules.sampleRate;

/** Frames in so many milliseconds. */
export const framesIn = (rules: HearingRules, ms: number): number =>
  Math.round((ms * rules.sampleRate) / 1000);

/**
 * Where in the audio the line's clock stands at `ms`, in ms.
 *
 * @internal
 */
export function onOneClock(rules: HearingRules, state: Hearing, ms: number): number {
  const frame = framesIn(rules, ms);
  const joint = state.joints.findLast(({ line }) => line <= frame);
  return joint === undefined ? ms : ms + msAt(rules, joint.at - joint.line);
}
