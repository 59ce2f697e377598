import { newRoute, spendsLines } from './route';
import {
  cleanLine,
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
} from './speaking';
import {
  currentSegment,
  isFinished,
  leaving,
  replaceCurrent,
  type Segment,
  sentAll,
} from './script';
import { shortOf } from './shortSpeech';
import { countFlush, learnEnd } from './terminals';
import { afterSegment, isOnLine, type Turn } from './turn';

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
  const idles: SpeakingEffect = { type: 'arm', timer: 'idle', ms: rules.idleTimeout };
  if (turn === undefined || segment === undefined) {
    return andThen(stay(state, idles), state.renewed ? swap : stay);
  }
  if (!isOnLine(turn)) {
    if (state.renewed) return swap(state);
    // Now, and not at the last segment's end: such routes end a line that gets no text within seconds.
    if (state.served && spendsLines(state.route)) {
      return andThen(hangUp(state, true), (next) => useLine(rules, next));
    }
  }
  return sendSegment(rules, state, turn, segment);
}

/** The fresh line takes this one's place; what waits is sent when it is there. */
const swap = (state: Speaking): SpeakingStep =>
  stay({ ...state, line: 'swapping', renewed: false }, { type: 'swap' });

/**
 * A fresh line stands ready: it takes this one's place as soon as nothing of a segment is on this one, so that a line which
 * nears its end costs nobody a wait.
 *
 * @internal
 */
export function renew(rules: SpeakingRules, state: Speaking): SpeakingStep {
  if (state.line !== 'ready') return stay(state);
  const next: Speaking = { ...state, renewed: true };
  // An idle line idles on: the wait for its end is not begun anew, or one that is renewed often would never end.
  return wantsLine(next) || next.fence !== 'none' ? advance(rules, next) : swap(next);
}

/**
 * A line is ready and clean.
 *
 * @param gateway - which of the list it leads to
 * @internal
 */
export function begin(
  rules: SpeakingRules,
  state: Speaking,
  gateway = state.route.gateway,
): SpeakingStep {
  const route = gateway === state.route.gateway ? state.route : newRoute(gateway);
  const next: Speaking = { ...state, ...cleanLine, line: 'ready', warming: false, route };
  return state.line === 'swapping' && !wantsLine(next) ? stay(next) : advance(rules, next);
}

function sendSegment(
  rules: SpeakingRules,
  state: Speaking,
  turn: Turn,
  segment: Segment,
): SpeakingStep {
  const effects: SpeakingEffect[] = disarm('idle');
  const text = leaving(segment);
  if (text !== '') {
    effects.push({ type: 'send', request: { type: 'text', text } });
    if (turn.again) effects.push({ type: 'event', event: { type: 'replayed', turn: turn.name } });
  }
  const sent = text === '' ? segment : sentAll(segment);
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
    again: turn.again && text === '',
  };
  const terminals = flushes ? countFlush(state.terminals) : state.terminals;
  const carried = state.carried || text !== '';
  return { state: { ...replaceTurn(state, spoken), carried, terminals }, effects };
}

/**
 * The current segment of a turn is over: the next one may leave, and the turn may be done.
 *
 * @internal
 */
export function finishSegment(rules: SpeakingRules, state: Speaking, turn: Turn): SpeakingStep {
  const ended: Speaking = {
    ...replaceTurn(state, afterSegment(turn)),
    terminals: learnEnd(state.terminals),
    cut: nothingCut,
    served: true,
  };
  const at = msOf(rules, turn.before + turn.given);
  const told = { type: 'event', event: { type: 'segment-end', turn: turn.name, at } } as const;
  const effects = [...stopWaiting(), told, ...tellIfShort(rules, turn)];
  return andThen({ state: ended, effects }, (after) => advance(rules, after));
}

function tellIfShort(rules: SpeakingRules, { name, script, given }: Turn): SpeakingEffect[] {
  if (rules.sampleBytes === 0) return [];
  const text = currentSegment(script)?.sent ?? '';
  const got = msOf(rules, given);
  const least = shortOf(text, got, rules.speed);
  if (least === undefined) return [];
  const [expectedMs, gotMs] = [Math.round(least), Math.round(got)];
  return [{ type: 'event', event: { type: 'short', turn: name, text, expectedMs, gotMs } }];
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
