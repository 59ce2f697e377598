import { type SpeechEvent } from '../../protocol';
import { begin, goOn } from './answering';
import { possiblyInterrupt, resume } from './bargingIn';
import {
  andThen,
  hasWords,
  join,
  saidSoFar,
  stay,
  tell,
  type TalkEffect,
  type Talking,
  type TalkRules,
  type TalkStep,
} from './talking';
import { dropThought } from './thoughts';

/**
 * What the user said, or that an utterance is over.
 *
 * @internal
 */
export function hear(rules: TalkRules, state: Talking, event: SpeechEvent): TalkStep {
  switch (event.type) {
    case 'partial':
      return follow(rules, { ...state, partial: event.text }, event.text);
    case 'final':
      return follow(
        rules,
        { ...state, finals: join(state.finals, event.text), partial: '' },
        event.text,
      );
    case 'utterance-end':
      return utter(rules, state);
    case 'gap':
      return stay(state);
  }
}

function follow(rules: TalkRules, state: Talking, news: string): TalkStep {
  const said = saidSoFar(state);
  const waits = stay(state, ...waitsFor(rules, state));
  if (!hasWords(said) || !hasWords(news)) {
    return andThen(waits, (next) => dropThought(next, said));
  }
  const { answer } = state;
  const hearing = { type: 'hearing', text: said } as const;
  if (answer === undefined) {
    const told = stay(state, tell(hearing), { type: 'warm' });
    return andThen(
      andThen(waits, () => told),
      (next) => dropThought(next, said),
    );
  }
  const told = stay(state, tell({ ...hearing, turn: answer.turn }));
  return andThen(
    andThen(waits, () => told),
    (next) => possiblyInterrupt(rules, next, 'words'),
  );
}

/** A partial waits for its final, however long that takes; what is final waits for silence. */
function waitsFor(rules: TalkRules, state: Talking): TalkEffect[] {
  const said = hasWords(saidSoFar(state));
  const ends = hasWords(state.finals) && state.partial.trim() === '';
  const early = rules.early !== undefined && said && state.answer === undefined;
  return [
    ends
      ? { type: 'arm', timer: 'silence', ms: rules.silence }
      : { type: 'disarm', timer: 'silence' },
    ...(rules.early === undefined
      ? []
      : [
          early
            ? ({ type: 'arm', timer: 'early', ms: rules.early } as const)
            : ({ type: 'disarm', timer: 'early' } as const),
        ]),
  ];
}

/**
 * An utterance is over: what is final of it is answered, now or after what must be heard first.
 *
 * @internal
 */
export function utter(rules: TalkRules, state: Talking): TalkStep {
  const text = state.finals;
  if (!hasWords(text)) return stay(state);
  const next = { ...state, finals: '', partial: '' };
  const waits: TalkEffect[] = (['silence', 'early'] as const).map((timer) => ({
    type: 'disarm',
    timer,
  }));
  const { answer } = state;
  return andThen(stay(next, ...waits), (after) => {
    if (answer === undefined) return begin(after, text);
    if (rules.count(text) >= rules.minWords) {
      return andThen(resume(after), (later) =>
        stay({ ...later, waiting: join(later.waiting, text) }),
      );
    }
    return andThen(stay(after, tell({ type: 'dismissed', turn: answer.turn, text })), resume);
  });
}

/**
 * Nothing more will be heard. What was said is answered, and then it is over.
 *
 * @internal
 */
export function goDeaf(rules: TalkRules, state: Talking): TalkStep {
  const deaf = utter(rules, { ...state, deaf: true });
  return andThen(deaf, (next) => (next.answer === undefined ? goOn(next) : stay(next)));
}
