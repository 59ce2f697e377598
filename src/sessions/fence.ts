import { type TtsMessage } from '../protocol';
import { oddity } from './oddities';
import {
  fenceTime,
  nothingCut,
  quietTime,
  stay,
  type Speaking,
  type SpeakingEffect,
  type SpeakingRules,
  type SpeakingStep,
} from './speaking';
import { answerOf, countTerminal, noTerminals } from './terminals';
import { advance, andThen, stopWaiting } from './turns';

const enough: SpeakingEffect = { type: 'arm', timer: 'fence', ms: fenceTime };
const listenForQuiet: SpeakingEffect = { type: 'arm', timer: 'quiet', ms: quietTime };

/**
 * Clears what is on the line of a turn that is not wanted any more, and keeps the next turn from its frames.
 *
 * @param flushed - whether its flush was sent, so that its end will come
 * @internal
 */
export function raiseFence(state: Speaking, flushed: boolean): SpeakingStep {
  // One kind of terminal is here: nothing but quiet is missing to its end.
  const ending = flushed && answerOf(state.terminals) !== 'no';
  return stay(
    {
      ...state,
      fence: ending ? 'quiet' : 'clearing',
      fenceFlushed: flushed,
      clears: state.clears + 1,
      fenced: true,
      cut: nothingCut,
    },
    { type: 'send', request: { type: 'clear' } },
    ...stopWaiting(),
    enough,
    ...(ending ? [listenForQuiet] : []),
  );
}

/**
 * Behind the fence every frame is dropped; they only tell when the line is clean.
 *
 * @internal
 */
export function hearBehindFence(state: Speaking, message: TtsMessage): SpeakingStep {
  const { next, ends } =
    message.type === 'cleared' ? countCleared(state) : countEnd(state, message);
  const over = state.fence === 'clearing' && ends;
  const fence = over ? 'quiet' : state.fence;
  const told = report({ ...next, fence }, message);
  return over ? { ...told, effects: [enough, ...told.effects] } : told;
}

/**
 * A fence may fall on its segment's end, ahead of its `cleared`; that one must not end the next fence.
 *
 * @internal
 */
export function countCleared(state: Speaking): { readonly next: Speaking; readonly ends: boolean } {
  const clears = Math.max(state.clears - 1, 0);
  return { next: { ...state, clears }, ends: clears === 0 };
}

function countEnd(state: Speaking, { type }: TtsMessage) {
  if (type !== 'flushed' && type !== 'audio-end') return { next: state, ends: false };
  const { terminals } = countTerminal(state.terminals, type);
  return {
    next: { ...state, terminals },
    ends: state.fenceFlushed && answerOf(terminals) !== 'no',
  };
}

function report(state: Speaking, message: TtsMessage): SpeakingStep {
  if (message.type === 'unknown') return oddity(state, 'unknown', message.sample);
  if (message.type !== 'error') return stay(state);
  const { type, code } = message;
  return stay(state, { type: 'event', event: { type, code, message: message.message } });
}

/**
 * The line fell quiet: it is clean, and counts begin at zero. What was cleared counts as served: routes that speak one segment a
 * line may take it for theirs.
 *
 * @internal
 */
export function lowerFence(rules: SpeakingRules, state: Speaking): SpeakingStep {
  const clean: Speaking = {
    ...state,
    fence: 'none',
    served: true,
    terminals: noTerminals,
    cut: nothingCut,
  };
  return andThen(stay(clean, { type: 'disarm', timer: 'fence' }), (next) => advance(rules, next));
}
