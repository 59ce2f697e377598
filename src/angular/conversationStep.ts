import { type VoiceError } from '../errors';
import { type Caption, captionStep } from '../operators';
import { type SpeechEvent } from '../protocol';
import {
  type AnswerMetrics,
  type ChatMessage,
  type ConversationEvent,
  hasWords,
} from '../sessions';
import { asVoiceError } from './applicationFailed';
import { noCaption } from './listenStep';
import { withoutUtterance } from './withoutUtterance';
import { type ConversationState, type VoiceAnswer } from './VoiceConversation';

/**
 * What the view of a conversation shows, but for the levels.
 *
 * @internal
 */
export interface ConversationView {
  readonly state: ConversationState;
  readonly captions: Caption;
  readonly history: readonly ChatMessage[];
  readonly answer: VoiceAnswer | undefined;
  readonly metrics: AnswerMetrics | undefined;
  readonly error: VoiceError | undefined;
}

/** @internal */
export const noConversation: ConversationView = {
  state: 'off',
  captions: noCaption,
  history: [],
  answer: undefined,
  metrics: undefined,
  error: undefined,
};

/**
 * What can happen to a conversation, as its view sees it.
 *
 * @internal
 */
export type ConversationInput =
  | { readonly type: 'started'; readonly history: readonly ChatMessage[] }
  /** The first chunk of the microphone. */
  | { readonly type: 'microphone' }
  | { readonly type: 'speech'; readonly event: SpeechEvent }
  | { readonly type: 'event'; readonly event: ConversationEvent }
  | { readonly type: 'measured'; readonly metrics: AnswerMetrics }
  | { readonly type: 'over'; readonly error?: VoiceError };

/**
 * What is shown after one more thing. Pure; the same state where nothing of it changed.
 *
 * @internal
 */
export function conversationStep<V extends ConversationView>(view: V, input: ConversationInput): V {
  switch (input.type) {
    case 'started':
      return { ...view, ...noConversation, history: input.history, state: 'starting' };
    case 'microphone':
      return view.state === 'starting' ? doing({ ...view, state: 'listening' }) : view;
    case 'speech': {
      const captions = captionStep(view.captions, input.event);
      return captions === view.captions ? view : doing({ ...view, captions });
    }
    case 'event':
      return happened(view, input.event);
    case 'measured':
      return { ...view, metrics: input.metrics };
    case 'over': {
      const { error = view.error } = input;
      const answer = isUnderWay(view.answer)
        ? ({ ...view.answer, state: 'interrupted' } as const)
        : view.answer;
      return { ...view, state: 'off', captions: noCaption, answer, error };
    }
  }
}

function happened<V extends ConversationView>(view: V, event: ConversationEvent): V {
  switch (event.type) {
    case 'heard': {
      const { turn, text } = event;
      return doing({
        ...view,
        captions: withoutUtterance(view.captions, text),
        history: [...view.history, { role: 'user', content: text } as const],
        answer: { turn, text: '', state: 'thinking' } as const,
        error: undefined,
      });
    }
    case 'dismissed':
      return doing({ ...view, captions: withoutUtterance(view.captions, event.text) });
    case 'token':
      return answered(view, event.turn, ({ text }) => ({ text: text + event.text }));
    case 'speaking':
    case 'resumed':
      return answered(view, event.turn, () => ({ state: 'speaking' }));
    case 'paused':
      return answered(view, event.turn, () => ({ state: 'paused' }));
    case 'said':
      return answered(remembered(view, event.text), event.turn, () => ({ state: 'said' }));
    case 'interrupted':
    case 'failed': {
      const { turn, type, heardText, unheardText } = event;
      const ended = { state: type, text: heardText + unheardText, heardText, unheardText };
      const next = answered(remembered(view, heardText), turn, () => ended);
      return type === 'failed' ? { ...next, error: asVoiceError('speaker', event.error) } : next;
    }
    case 'hearing':
    case 'phrase':
    case 'audio':
    case 'playing':
      return view;
  }
}

function answered<V extends ConversationView>(
  view: V,
  turn: string,
  news: (answer: VoiceAnswer) => Partial<VoiceAnswer>,
): V {
  const { answer } = view;
  return answer?.turn === turn ? doing({ ...view, answer: { ...answer, ...news(answer) } }) : view;
}

/** As the conversation remembers it for what thinks. */
const remembered = <V extends ConversationView>(view: V, content: string): V =>
  hasWords(content)
    ? {
        ...view,
        history: [...view.history, { role: 'assistant', content: content.trim() } as const],
      }
    : view;

/** What it is doing now: an answer under way says so, else what the user says does. */
function doing<V extends ConversationView>(view: V): V {
  const { state, answer, captions } = view;
  if (state === 'off') return view;
  if (isUnderWay(answer)) return { ...view, state: answer.state };
  if (hasWords(captions.committed + captions.tentative)) return { ...view, state: 'hearing' };
  return state === 'starting' ? view : { ...view, state: 'listening' };
}

const isUnderWay = (
  answer: VoiceAnswer | undefined,
): answer is VoiceAnswer & { readonly state: 'thinking' | 'speaking' | 'paused' } =>
  answer !== undefined && ['thinking', 'speaking', 'paused'].includes(answer.state);
