import { cutShort, goOn } from './answering';
import { sameWords } from './sameWords';
import {
  andThen,
  join,
  saidSoFar,
  stay,
  tell,
  type Talking,
  type TalkRules,
  type TalkStep,
  type Answer,
} from './talking';

/**
 * The user may be interrupting: there are words, or another sign.
 *
 * @internal
 */
export function possiblyInterrupt(
  rules: TalkRules,
  state: Talking,
  by: 'words' | 'sign',
): TalkStep {
  const { answer } = state;
  if (answer === undefined) return stay(state);
  const { turn, heard, text } = answer;
  if (!rules.allowed({ turn, heard, text })) return stay(state);
  const said = saidSoFar(state);
  const counts = rules.count(said) >= rules.minWords;
  if (by === 'words' && !rules.wordsInterrupt && !answer.paused) return stay(state);
  if (counts || (by === 'sign' && rules.pause === undefined))
    return interrupt(rules, state, answer);
  // The final of words that were a false alarm as partials is none again.
  if (by === 'words' && sameWords(answer.doubted, said)) return stay(state);
  return rules.pause === undefined
    ? stay(state)
    : pause(state, { ...answer, doubted: said }, rules.pause);
}

/**
 * Somebody wants silence, and need not say why.
 *
 * @internal
 */
export const hush = (rules: TalkRules, state: Talking): TalkStep =>
  state.answer === undefined ? stay(state) : interrupt(rules, state, state.answer);

function pause(state: Talking, answer: Answer, ms: number): TalkStep {
  const { turn } = answer;
  const paused = { ...state, answer: { ...answer, paused: true } };
  const wait = { type: 'arm', timer: 'resume', ms } as const;
  if (answer.paused) return stay(paused, wait);
  return stay(paused, wait, { type: 'pause', turn }, tell({ type: 'paused', turn }));
}

/**
 * Nothing came of it: the answer goes on where it stopped.
 *
 * @internal
 */
export function resume(state: Talking): TalkStep {
  const { answer } = state;
  if (answer?.paused !== true) return stay(state);
  const { turn } = answer;
  return stay(
    { ...state, answer: { ...answer, paused: false } },
    { type: 'disarm', timer: 'resume' },
    { type: 'resume', turn },
    tell({ type: 'resumed', turn }),
  );
}

function interrupt(rules: TalkRules, state: Talking, answer: Answer): TalkStep {
  const { after, facts } = cutShort(state, answer);
  const told = stay(after.state, tell({ type: 'interrupted', ...facts }));
  return andThen(
    andThen(after, () => told),
    (next) => {
      if (next.deaf) return goOn(next);
      if (next.waiting === '') return stay(next);
      // What waited for the answer's end is part of what the user is saying now.
      const finals = join(next.waiting, next.finals);
      const wait = { type: 'arm', timer: 'silence', ms: rules.silence } as const;
      return stay({ ...next, waiting: '', finals }, ...(next.partial === '' ? [wait] : []));
    },
  );
}
