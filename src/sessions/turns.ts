import {
  cleanLine,
  isOnLine,
  msOf,
  nothingCut,
  replaceTurn,
  stay,
  wantsLine,
  type Speaking,
  type SpeakingEffect,
  type SpeakingRules,
  type SpeakingStep,
  type SpeakingTimer,
  type Turn,
} from './speaking';
import { currentSegment, dropCurrent, isFinished, replaceCurrent, type Segment } from './script';
import { countFlush, learnEnd } from './terminals';

/** Ends waits before their time. */
export const disarm = (...timers: SpeakingTimer[]): SpeakingEffect[] =>
  timers.map((timer) => ({ type: 'disarm', timer }));

/** The waits of a segment on the line. */
export const stopWaiting = (): SpeakingEffect[] => disarm('settle', 'first-audio', 'turn');

/** Continues a step with the next one. */
export function andThen(step: SpeakingStep, next: (state: Speaking) => SpeakingStep): SpeakingStep {
  const { state, effects } = next(step.state);
  return { state, effects: [...step.effects, ...effects] };
}

/**
 * Does what can be done now: ends turns that have nothing left to say, dials where a line is needed, and sends what may
 * leave.
 *
 * @internal
 */
export function advance(rules: SpeakingRules, state: Speaking): SpeakingStep {
  const first = state.turns.findIndex(({ script }) => !isFinished(script));
  const finished = first < 0 ? state.turns : state.turns.slice(0, first);
  if (finished.length === 0) return useLine(rules, state);
  const step = stay(
    { ...state, turns: state.turns.slice(finished.length) },
    ...finished.flatMap<SpeakingEffect>(({ key, name }) => [
      { type: 'event', event: { type: 'done', turn: name } },
      { type: 'complete', key },
    ]),
  );
  return andThen(step, (next) => useLine(rules, next));
}

function useLine(rules: SpeakingRules, state: Speaking): SpeakingStep {
  if (state.line === 'none' && wantsLine(state)) {
    return stay({ ...state, line: 'dialling' }, { type: 'dial' });
  }
  if (state.line !== 'ready' || state.fence !== 'none') return stay(state);
  const turn = state.turns[0];
  const segment = turn && currentSegment(turn.script);
  if (turn === undefined || segment === undefined) {
    return stay(state, { type: 'arm', timer: 'idle', ms: rules.idleTimeout });
  }
  return sendSegment(rules, state, turn, segment);
}

function sendSegment(
  rules: SpeakingRules,
  state: Speaking,
  turn: Turn,
  segment: Segment,
): SpeakingStep {
  const effects: SpeakingEffect[] = disarm('idle');
  if (segment.waiting !== '') {
    effects.push({ type: 'send', request: { type: 'text', text: segment.waiting } });
    if (turn.again) effects.push({ type: 'event', event: { type: 'replayed', turn: turn.name } });
  }
  const sent = { ...segment, sent: segment.sent + segment.waiting, waiting: '' };
  const flushes = segment.flushed && !turn.flushSent;
  if (flushes) {
    effects.push({ type: 'send', request: { type: 'flush' } });
    effects.push({ type: 'arm', timer: 'turn', ms: rules.turnTimeout });
    if (turn.heard === 0) {
      effects.push({ type: 'arm', timer: 'first-audio', ms: rules.firstAudioTimeout });
    }
    if (!turn.announced) {
      const at = msOf(rules, turn.before);
      effects.push({
        type: 'event',
        event: { type: 'segment', turn: turn.name, text: sent.sent, at },
      });
    }
  }
  const spoken: Turn = {
    ...turn,
    script: replaceCurrent(turn.script, sent),
    flushSent: turn.flushSent || flushes,
    announced: turn.announced || flushes,
    again: false,
  };
  const terminals = flushes ? countFlush(state.terminals) : state.terminals;
  return { state: { ...replaceTurn(state, spoken), carried: true, terminals }, effects };
}

/**
 * The current segment of a turn is over: the next one may leave, and the turn may be done.
 *
 * @internal
 */
export function finishSegment(rules: SpeakingRules, state: Speaking, turn: Turn): SpeakingStep {
  const next: Turn = {
    ...turn,
    script: dropCurrent(turn.script),
    flushSent: false,
    announced: false,
    heard: 0,
    given: 0,
    reached: 0,
    before: turn.before + turn.given,
    wordsHeard: 0,
    wordsGiven: 0,
    again: false,
    timeouts: 0,
  };
  const ended: Speaking = {
    ...replaceTurn(state, next),
    terminals: learnEnd(state.terminals),
    cut: nothingCut,
    served: true,
  };
  return andThen({ state: ended, effects: stopWaiting() }, (after) => advance(rules, after));
}

/**
 * Ends the line without waiting for anything on it; the next turn dials anew.
 *
 * @internal
 */
export function hangUp(state: Speaking, politely = false): SpeakingStep {
  return {
    state: { ...state, ...cleanLine, line: 'none', warming: false },
    effects: [{ type: 'hang-up', politely }, ...stopWaiting(), ...disarm('fence', 'quiet', 'idle')],
  };
}

/**
 * Whether anything of the turn must be cleared from the line.
 *
 * @internal
 */
export const mustClear = (state: Speaking, turn: Turn): boolean =>
  turn === state.turns[0] && state.line === 'ready' && state.fence === 'none' && isOnLine(turn);
