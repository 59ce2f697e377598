import { lowerFence, raiseFence } from './fence';
import { giveUp, lose } from './losses';
import { hearMessage } from './messages';
import { oddity } from './oddities';
import { inPhases } from './inPhases';
import { losePatience, withPatience } from './patience';
import { addFlush, addText, dropSkipped, endScript, type Script } from './script';
import {
  replaceTurn,
  stay,
  wantsLine,
  type Speaking,
  type SpeakingEffect,
  type SpeakingInput,
  type SpeakingRules,
  type SpeakingStep,
  type SpeakingTimer,
} from './speaking';
import { sessionClosed } from './sessionClosed';
import { answerOf } from './terminals';
import { newTurn } from './turn';
import { advance, andThen, begin, finishSegment, hangUp, mustClear, renew } from './turns';

/**
 * What a synthesizer does next: the one function that decides. Pure; the session around it carries frames and time.
 *
 * @returns the next state and the effects: waits first, then what concerns the line, then what users see. Doing something
 * on the line may lose it, and a user's handler may do anything; neither must find waits armed afterwards that are over.
 * @internal
 */
export function speakStep(
  rules: SpeakingRules,
  state: Speaking,
  input: SpeakingInput,
): SpeakingStep {
  const { state: next, effects } = decide(rules, state, input);
  return { state: next, effects: inPhases(effects, phases) };
}

const phases: Readonly<Record<SpeakingEffect['type'], number>> = {
  arm: 0,
  disarm: 0,
  send: 1,
  'hang-up': 1,
  drop: 1,
  swap: 1,
  dial: 1,
  event: 2,
  audio: 2,
  complete: 2,
  fail: 2,
};

/**
 * Whether an effect is one that users see.
 *
 * @internal
 */
export const isForUsers = ({ type }: SpeakingEffect): boolean => phases[type] === 2;

function decide(rules: SpeakingRules, state: Speaking, input: SpeakingInput): SpeakingStep {
  switch (input.type) {
    case 'turn':
      return stay({ ...state, turns: [...state.turns, newTurn(input.key, input.name)] });
    case 'text':
      return edit(rules, state, input.key, (script) => addText(script, input.text));
    case 'flush':
      return edit(rules, state, input.key, (script) => dropSkipped(addFlush(script)));
    case 'end':
      return edit(rules, state, input.key, (script) => dropSkipped(endScript(script)));
    case 'interrupt':
      return interrupt(rules, state, input.key);
    case 'message':
      return state.line === 'ready' ? hearMessage(rules, state, input.message) : stay(state);
    case 'undecodable': {
      const { sample, message } = input.failure;
      return withPatience(rules, oddity(state, 'undecodable', sample, message));
    }
    case 'excused': {
      const { type, code, message } = input.error;
      return withPatience(rules, stay(state, { type: 'event', event: { type, code, message } }));
    }
    case 'warm':
      return state.line === 'none' ? advance(rules, { ...state, warming: true }) : stay(state);
    case 'dialling':
    case 'waiting':
      return stay({ ...state, line: input.type });
    case 'ready':
      return begin(rules, state, input.gateway);
    case 'renewed':
      return renew(rules, state);
    case 'kept':
      return state.line === 'swapping' ? advance(rules, { ...state, line: 'ready' }) : stay(state);
    case 'unwanted':
      return advance(rules, { ...state, line: 'none' });
    case 'lost':
      return lose(rules, state, input.error, input.clean);
    case 'gave-up':
      return giveUp(rules, state, input.error);
    case 'elapsed':
      return elapse(rules, state, input.timer);
    case 'close':
      return close(state);
  }
}

function edit(
  rules: SpeakingRules,
  state: Speaking,
  key: number,
  change: (script: Script) => Script,
): SpeakingStep {
  const turn = state.turns.find((other) => other.key === key);
  if (turn === undefined) return stay(state);
  const next = replaceTurn(state, { ...turn, script: change(turn.script) });
  return turn === state.turns[0] ? advance(rules, next) : stay(next);
}

/** Takes a turn out, because its user went away. What it has on the line is cleared. */
function interrupt(rules: SpeakingRules, state: Speaking, key: number): SpeakingStep {
  const turn = state.turns.find((other) => other.key === key);
  if (turn === undefined) return stay(state);
  const rest = { ...state, turns: state.turns.filter((other) => other !== turn) };
  const told = stay(rest, { type: 'event', event: { type: 'interrupted', turn: turn.name } });
  return andThen(told, (next) => {
    if (mustClear(state, turn)) return raiseFence(next, turn.flushSent);
    if (next.line === 'waiting' && !wantsLine(next)) {
      return andThen(hangUp(next), (after) => advance(rules, after));
    }
    if (isUnwantedDial(next))
      return stay(next, { type: 'arm', timer: 'idle', ms: rules.idleTimeout });
    return advance(rules, next);
  });
}

/** Whether a line is dialled that nobody waits for. It has as long as one that idles: the next turn may come at once. */
const isUnwantedDial = (state: Speaking): boolean => state.line === 'dialling' && !wantsLine(state);

function elapse(rules: SpeakingRules, state: Speaking, timer: SpeakingTimer): SpeakingStep {
  if (timer === 'idle' && isUnwantedDial(state)) return hangUp(state);
  if (state.line !== 'ready') return stay(state);
  const turn = state.turns[0];
  switch (timer) {
    case 'settle':
      return turn?.flushSent === true ? finishSegment(rules, state, turn) : stay(state);
    case 'first-audio':
    case 'turn':
      // Half an answer is one: the line settles.
      return turn?.flushSent === true && answerOf(state.terminals) === 'no'
        ? losePatience(rules, state, turn, timer)
        : stay(state);
    case 'quiet':
      return lowerFence(rules, state);
    case 'fence':
      return andThen(hangUp(state), (next) => advance(rules, next));
    case 'idle':
      return wantsLine(state) ? stay(state) : hangUp(state, true);
  }
}

function close(state: Speaking): SpeakingStep {
  const error = sessionClosed('synthesizer', 'speaks');
  const hung = hangUp({ ...state, turns: [] }, state.line === 'ready');
  return {
    state: hung.state,
    effects: [
      ...hung.effects,
      ...state.turns.map((turn) => ({ type: 'fail', key: turn.key, error }) as const),
    ],
  };
}
