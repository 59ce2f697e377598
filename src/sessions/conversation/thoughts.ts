import { sameWords } from './sameWords';
import { hasWords, saidSoFar, stay, type Talking, type TalkStep } from './talking';

/**
 * Thinks on what was heard so far, unless that is thought on already.
 *
 * @internal
 */
export function thinkAhead(state: Talking): TalkStep {
  const text = saidSoFar(state);
  if (state.answer !== undefined || !hasWords(text)) return stay(state);
  if (sameWords(state.thought?.text, text)) return stay(state);
  const answers = state.answers + 1;
  const turn = `answer-${answers}`;
  return {
    state: { ...state, answers, thought: { turn, text, tokens: [], over: false } },
    effects: [
      ...(state.thought === undefined ? [] : [{ type: 'stop', turn: state.thought.turn } as const]),
      { type: 'think', turn, text, history: state.history },
    ],
  };
}

/**
 * Drops a thought on other words than these.
 *
 * @internal
 */
export function dropThought(state: Talking, text?: string): TalkStep {
  const { thought } = state;
  if (thought === undefined || sameWords(thought.text, text)) return stay(state);
  return stay({ ...state, thought: undefined }, { type: 'stop', turn: thought.turn });
}
