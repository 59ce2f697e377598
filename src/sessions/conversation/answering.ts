import { type CutShort } from './ConversationEvent';
import { heardLength } from './heardText';
import {
  andThen,
  hasWords,
  stay,
  tell,
  type Answer,
  type AnswerInput,
  type TalkEffect,
  type Talking,
  type TalkStep,
} from './talking';
import { dropThought } from './thoughts';

/**
 * Answers an utterance: by what is thought on it already, else by thinking.
 *
 * @internal
 */
export function begin(state: Talking, text: string): TalkStep {
  return andThen(dropThought(state, text), (next) => {
    const { thought, history } = next;
    const answers = thought === undefined ? next.answers + 1 : next.answers;
    const turn = thought?.turn ?? `answer-${answers}`;
    const begun = {
      state: {
        ...next,
        answers,
        thought: undefined,
        answer: newAnswer(turn, text),
        history: [...history, { role: 'user', content: text } as const],
      },
      effects: [tell({ type: 'heard', turn, text }), { type: 'speak', turn }] as TalkEffect[],
    };
    if (thought === undefined) {
      return andThen(begun, (after) => stay(after, { type: 'think', turn, text, history }));
    }
    const spoken = thought.tokens.reduce<TalkStep>(
      (step, token) => andThen(step, (after) => answered(after, { type: 'token', text: token })),
      begun,
    );
    return thought.over ? andThen(spoken, (after) => stay(after, { type: 'end', turn })) : spoken;
  });
}

const newAnswer = (turn: string, heard: string): Answer => ({
  turn,
  heard,
  text: '',
  segments: [],
  words: [],
  received: 0,
  playedMs: 0,
  paused: false,
  doubted: undefined,
});

/**
 * What happens to the answer, or to a thought that may become one.
 *
 * @internal
 */
export function answerStep(
  state: Talking,
  input: AnswerInput & { readonly turn: string },
): TalkStep {
  if (state.answer?.turn === input.turn) return answered(state, input);
  const { thought } = state;
  if (thought?.turn !== input.turn) return stay(state);
  switch (input.type) {
    case 'token':
      return stay({ ...state, thought: { ...thought, tokens: [...thought.tokens, input.text] } });
    case 'thought':
      return stay({ ...state, thought: { ...thought, over: true } });
    case 'think-failed':
      // What the user says in the end may be thought on all the same.
      return dropThought(state);
    default:
      return stay(state);
  }
}

function answered(state: Talking, input: AnswerInput): TalkStep {
  const { answer } = state;
  if (answer === undefined) return stay(state);
  const { turn } = answer;
  const become = (news: Partial<Answer>, ...effects: TalkEffect[]) =>
    stay({ ...state, answer: { ...answer, ...news } }, ...effects);
  switch (input.type) {
    case 'token':
      if (input.text === '') return stay(state);
      return become(
        { text: answer.text + input.text },
        tell({ type: 'token', turn, text: input.text }),
        { type: 'say', turn, text: input.text },
      );
    case 'thought':
      return stay(state, { type: 'end', turn });
    case 'phrase':
      return stay(state, tell({ type: 'phrase', turn, text: input.text }));
    case 'segment':
      return become({ segments: [...answer.segments, { text: input.text, at: input.at }] });
    case 'segment-end': {
      const last = answer.segments.at(-1);
      if (last === undefined) return stay(state);
      return become({ segments: [...answer.segments.slice(0, -1), { ...last, end: input.at }] });
    }
    case 'words':
      return become({ words: [...answer.words, ...input.words] });
    case 'received': {
      const first = answer.received === 0 ? [tell({ type: 'speaking', turn })] : [];
      return become({ received: answer.received + input.ms }, ...first);
    }
    case 'played':
      if (input.ms <= answer.playedMs) return stay(state);
      return become({ playedMs: input.ms }, tell({ type: 'playing', turn, playedMs: input.ms }));
    case 'played-out':
      return say(state, answer);
    case 'think-failed':
    case 'play-failed': {
      const { after, facts } = cutShort(state, answer);
      const told = tell({ type: 'failed', ...facts, error: input.error });
      return andThen({ state: after.state, effects: [...after.effects, told] }, goOn);
    }
  }
}

function say(state: Talking, { turn, text, playedMs }: Answer): TalkStep {
  return andThen(
    stay(
      { ...remember(state, text), answer: undefined },
      { type: 'disarm', timer: 'resume' },
      // It is over already: this is for what thinking holds.
      { type: 'stop', turn },
      tell({ type: 'said', turn, text, playedMs }),
    ),
    goOn,
  );
}

/**
 * Ends an answer before its time: silence, and what was heard of it into the history.
 *
 * @internal
 */
export function cutShort(
  state: Talking,
  answer: Answer,
): { readonly after: TalkStep; readonly facts: CutShort } {
  const { turn, text, playedMs } = answer;
  const length = heardLength(answer, playedMs);
  const heardText = text.slice(0, length);
  const after = stay(
    { ...remember(state, heardText), answer: undefined },
    { type: 'disarm', timer: 'resume' },
    { type: 'stop', turn },
  );
  return { after, facts: { turn, playedMs, heardText, unheardText: text.slice(length) } };
}

const remember = (state: Talking, content: string): Talking =>
  hasWords(content)
    ? { ...state, history: [...state.history, { role: 'assistant', content: content.trim() }] }
    : state;

/**
 * After an answer: what waited for its end, or the end of all.
 *
 * @internal
 */
export function goOn(state: Talking): TalkStep {
  if (state.waiting !== '') return begin({ ...state, waiting: '' }, state.waiting);
  return stay(state, ...(state.deaf ? [{ type: 'finish' } as const] : []));
}
