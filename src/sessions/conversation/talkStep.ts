import { inPhases } from '../inPhases';
import { answerStep } from './answering';
import { hush, possiblyInterrupt, resume } from './bargingIn';
import { goDeaf, hear, utter } from './hearingUser';
import {
  stay,
  type TalkEffect,
  type Talking,
  type TalkInput,
  type TalkRules,
  type TalkStep,
} from './talking';
import { thinkAhead } from './thoughts';

/**
 * What a conversation does next: the one function that decides. Pure; the shell around it carries streams and time.
 *
 * @returns the next state and the effects: waits, then silence, then what is told, and only then what begins
 * @internal
 */
export function talkStep(rules: TalkRules, state: Talking, input: TalkInput): TalkStep {
  const { state: next, effects } = decide(rules, state, input);
  return { state: next, effects: inPhases(effects, phases) };
}

const phases: Readonly<Record<TalkEffect['type'], number>> = {
  arm: 0,
  disarm: 0,
  stop: 1,
  pause: 1,
  resume: 1,
  tell: 2,
  warm: 3,
  speak: 3,
  think: 3,
  say: 3,
  end: 3,
  finish: 4,
};

function decide(rules: TalkRules, state: Talking, input: TalkInput): TalkStep {
  switch (input.type) {
    case 'heard':
      return hear(rules, state, input.event);
    case 'deaf':
      return goDeaf(rules, state);
    case 'interrupt':
      return possiblyInterrupt(rules, state, 'sign');
    case 'hush':
      return hush(rules, state);
    case 'elapsed':
      switch (input.timer) {
        case 'silence':
          return utter(rules, state);
        case 'early':
          return thinkAhead(state);
        case 'resume':
          return resume(state);
      }
      return stay(state);
    default:
      return answerStep(state, input);
  }
}
