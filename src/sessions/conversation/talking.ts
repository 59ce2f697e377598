import { type SpeechEvent, type Word } from '../../protocol';
import { type ConversationEvent } from './ConversationEvent';
import { type BargeIn, type ChatMessage } from './ConversationOptions';
import { type Spoken } from './heardText';

/**
 * What is fixed for a conversation's life. Times in ms.
 *
 * @internal
 */
export interface TalkRules {
  readonly silence: number;
  readonly early: number | undefined;
  /** Whether words interrupt by themselves: nobody gave another sign. */
  readonly wordsInterrupt: boolean;
  readonly pause: number | undefined;
  readonly minWords: number;
  /** Counts the words that say something. */
  readonly count: (text: string) => number;
  readonly allowed: NonNullable<BargeIn['allowed']>;
}

/**
 * Thinking on words that may not be the last.
 *
 * @internal
 */
export interface Thought {
  readonly turn: string;
  readonly text: string;
  readonly tokens: readonly string[];
  /** Whether it is thought to its end. */
  readonly over: boolean;
}

/**
 * The answer that is thought and spoken.
 *
 * @internal
 */
export interface Answer extends Spoken {
  readonly turn: string;
  /** What the user had said. */
  readonly heard: string;
  /** What `play` said last, ms. */
  readonly playedMs: number;
  readonly paused: boolean;
  /** The words over it that paused it last. */
  readonly doubted: string | undefined;
}

/**
 * Everything a conversation knows.
 *
 * @internal
 */
export interface Talking {
  readonly history: readonly ChatMessage[];
  /** How many answers were begun, the dropped ones included. */
  readonly answers: number;
  /** What the user said since the last utterance: for certain, and tentatively. */
  readonly finals: string;
  readonly partial: string;
  readonly thought: Thought | undefined;
  readonly answer: Answer | undefined;
  /** What the user said over an answer that must not be interrupted. */
  readonly waiting: string;
  /** Whether nothing more will be heard. */
  readonly deaf: boolean;
}

/** @internal */
export const quiet: Talking = {
  history: [],
  answers: 0,
  finals: '',
  partial: '',
  thought: undefined,
  answer: undefined,
  waiting: '',
  deaf: false,
};

/** `silence`: the user has finished. `early`: think ahead. `resume`: nothing came of a possible interruption. */
export type TalkTimer = 'silence' | 'early' | 'resume';

/**
 * What can happen to a conversation.
 *
 * @internal
 */
export type TalkInput =
  | { readonly type: 'heard'; readonly event: SpeechEvent }
  | { readonly type: 'deaf' }
  | { readonly type: 'interrupt' | 'hush' }
  | { readonly type: 'elapsed'; readonly timer: TalkTimer }
  | ({ readonly turn: string } & AnswerInput);

/**
 * What can happen to an answer. One that is over hears of nothing any more.
 *
 * @internal
 */
export type AnswerInput =
  | { readonly type: 'token' | 'phrase'; readonly text: string }
  | { readonly type: 'segment'; readonly text: string; readonly at: number }
  | { readonly type: 'segment-end'; readonly at: number }
  | { readonly type: 'words'; readonly words: readonly Word[] }
  /** So much more audio is here. */
  | { readonly type: 'received'; readonly ms: number }
  | { readonly type: 'played'; readonly ms: number }
  /** `thought`: no more tokens. `played-out`: all of it was heard. */
  | { readonly type: 'thought' | 'played-out' }
  /** Thinking failed, or speaking and playing did. */
  | { readonly type: 'think-failed' | 'play-failed'; readonly error: unknown };

/**
 * What is to be done about it.
 *
 * @internal
 */
export type TalkEffect =
  | { readonly type: 'arm'; readonly timer: TalkTimer; readonly ms: number }
  | { readonly type: 'disarm'; readonly timer: TalkTimer }
  /** Silences an answer and ends its thinking. */
  | { readonly type: 'stop'; readonly turn: string }
  | { readonly type: 'pause' | 'resume'; readonly turn: string }
  | { readonly type: 'tell'; readonly event: ConversationEvent }
  | { readonly type: 'warm' }
  /** Begins to speak what `say` brings, up to `end`. */
  | { readonly type: 'speak'; readonly turn: string }
  | {
      readonly type: 'think';
      readonly turn: string;
      readonly text: string;
      readonly history: readonly ChatMessage[];
    }
  | { readonly type: 'say'; readonly turn: string; readonly text: string }
  | { readonly type: 'end'; readonly turn: string }
  | { readonly type: 'finish' };

/**
 * The next state, and what to do.
 *
 * @internal
 */
export interface TalkStep {
  readonly state: Talking;
  readonly effects: readonly TalkEffect[];
}

/** @internal */
export const stay = (state: Talking, ...effects: TalkEffect[]): TalkStep => ({ state, effects });

/**
 * Continues a step with the next one.
 *
 * @internal
 */
export function andThen(step: TalkStep, next: (state: Talking) => TalkStep): TalkStep {
  const { state, effects } = next(step.state);
  return { state, effects: [...step.effects, ...effects] };
}

/** @internal */
export const tell = (event: ConversationEvent): TalkEffect => ({ type: 'tell', event });

/**
 * Whether a text says anything at all.
 *
 * @internal
 */
export const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

/** @internal */
export const join = (...texts: string[]): string =>
  texts
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .join(' ');

/**
 * What the user said since the last utterance.
 *
 * @internal
 */
export const saidSoFar = ({ finals, partial }: Talking): string => join(finals, partial);
