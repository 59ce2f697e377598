import { type VoiceError } from '../errors';
import { type SpeechEvent, type SttMessage, type SttRequest } from '../protocol';
import { type Joint } from './lineClock';
import { type Pace } from './replayPace';
import { type SttEvent } from './RecognizerOptions';
import { type PastFinal } from './pastFinals';

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

/**
 * Audio leaves in steps of so many ms, so that the socket is asked between them whether it keeps up.
 *
 * @internal
 */
export const stepTime = 250;

/**
 * A stretch of audio, in frames: from the first to before the last.
 *
 * @internal
 */
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
  /** The time of the last input, ms. */
  readonly now: number;
  /** So much audio waited in the socket then, ms. */
  readonly waiting: number;
  /** All that came. */
  readonly received: number;
  /** The next frame to send on this line. */
  readonly sent: number;
  /** Up to here it was sent on some line. */
  readonly reached: number;
  /** The first frame that is still in memory. */
  readonly kept: number;
  /** Up to here a final has come, or a gap. */
  readonly settled: number;
  /** This line's clock. */
  readonly joints: readonly Joint[];
  /** Frames sent on this line. */
  readonly lineFrames: number;
  /** When a recogniser that listens in real time would have heard all that was sent on this line. */
  readonly through: number;
  /** Whether a line was ready before this one. */
  readonly again: boolean;
  /** The way back to real time; nothing on a first line, and once all that waited was sent. */
  readonly pace: Pace | undefined;
  /** Whether a fresh line stands ready to take the place of this one. */
  readonly renewed: boolean;
  /** Gaps after `settled` that were told already. */
  readonly told: readonly Span[];
  /** Where finals are asked for, and that was not said yet. */
  readonly asked: readonly number[];
  /** Where finals were asked for and did not come yet. */
  readonly owed: readonly number[];
  /** Where the last final was asked for. */
  readonly lastAsk: number;
  /** Whether words are showing that may still change. */
  readonly showing: boolean;
  /** Whether words have shown before their final at all: not every route has partials. */
  readonly shows: boolean;
  /** The last finals with times, of whatever line. */
  readonly finals: readonly PastFinal[];
  /** How many finals of this line were taken for answers without saying so, so that the gateway's own may still come. */
  readonly unsaid: number;
  /** Whether a final has come that may be the one owed, or one before it; `empty`: one without words. */
  readonly settling: false | 'final' | 'empty';
  /** Whether it is doubtful that all has been said: the audio behind the last final sounds like speech. */
  readonly doubted: boolean;
  /** Whether `audio$` has completed. */
  readonly ended: boolean;
  /** Whether the transcription has. */
  readonly over: boolean;
  /** Whether the socket has enough to do. */
  readonly holding: boolean;
  /** Whether this line brought a final of audio that had none. */
  readonly brought: boolean;
  /** How much waited in the socket when the wait for a final began, ms. */
  readonly undrained: number;
  /** How often in a row a final was owed and did not come. */
  readonly timeouts: number;
}

/** @internal */
export const unheard: Hearing = {
  line: 'none',
  now: 0,
  waiting: 0,
  received: 0,
  sent: 0,
  reached: 0,
  kept: 0,
  settled: 0,
  joints: [],
  lineFrames: 0,
  through: 0,
  again: false,
  pace: undefined,
  renewed: false,
  told: [],
  asked: [],
  owed: [],
  lastAsk: 0,
  showing: false,
  shows: false,
  finals: [],
  unsaid: 0,
  settling: false,
  doubted: false,
  ended: false,
  over: false,
  holding: false,
  brought: false,
  undrained: 0,
  timeouts: 0,
};

/**
 * `final`: how long a final may take. `settle`: after a final that may not be the last, how long nothing must come until it
 * was the last after all. `pace`: when the next step of a replay is due. `swap`: how long a fresh line waits at most.
 *
 * @internal
 */
export type HearingTimer = 'final' | 'settle' | 'pace' | 'swap';

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
        | 'lost'
        | 'unwanted'
        /** A fresh line stands ready beside this one. */
        | 'renewed'
        | 'go';
    }
  | { readonly type: 'hold' | 'release' }
  /** Whether the audio that `judge` asked about sounds like speech. */
  | { readonly type: 'judged'; readonly speech: boolean }
  | { readonly type: 'message'; readonly message: SttMessage }
  /** An error that only means that the keepalive message is not known. */
  | { readonly type: 'excused'; readonly message: Extract<SttMessage, { type: 'error' }> }
  | { readonly type: 'undecodable'; readonly sample: string; readonly message: string }
  | { readonly type: 'elapsed'; readonly timer: HearingTimer };

/**
 * A {@link SttEvent}, before it is counted.
 *
 * @internal
 */
export type HearingNote = Uncounted<SttEvent>;
type Uncounted<Event> = Event extends unknown ? Omit<Event, 'count'> : never;

/**
 * What is to be done about it, in this order. `heard`, `note`, `complete` and `fail` are for users, and come behind the
 * others; behind them only `swap` and `judge`, since what they lead to is heard of within them.
 *
 * @internal
 */
export type HearingEffect =
  | { readonly type: 'dial' }
  /** Gives the line up as lost, which leads to `lost`. */
  | { readonly type: 'drop'; readonly error: VoiceError }
  | { readonly type: 'send'; readonly request: SttRequest }
  | { readonly type: 'send-audio'; readonly span: Span }
  /** There is more to send: look at the socket, then say `hold` or `go`. */
  | { readonly type: 'more' }
  /** Audio before this frame is not needed any more. */
  | { readonly type: 'forget'; readonly before: number }
  /** Ends the line politely and goes on with the fresh one, which leads to `ready`; where that one is gone, to nothing. */
  | { readonly type: 'swap' }
  /** Asks whether some audio sounds like speech, which leads to `judged`. */
  | { readonly type: 'judge'; readonly span: Span }
  | { readonly type: 'arm'; readonly timer: HearingTimer; readonly ms: number }
  | { readonly type: 'disarm'; readonly timer: HearingTimer }
  | { readonly type: 'note'; readonly event: HearingNote }
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

/**
 * Continues a step with the next one.
 *
 * @internal
 */
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
