import { type VoiceError } from '../errors';
import {
  pieceTime,
  quietTime,
  replaceTurn,
  settleTime,
  stay,
  type Speaking,
  type SpeakingEffect,
  type SpeakingRules,
  type SpeakingStep,
  type SpeakingTimer,
} from './speaking';
import { answerOf } from './terminals';
import { type Turn } from './turn';
import { advance, andThen, hangUp } from './turns';
import { turnTimeout } from './turnTimeout';

/**
 * Every frame shows that the gateway is at work, so that what waits for silence begins to wait again.
 *
 * @internal
 */
export function withPatience(rules: SpeakingRules, { state, effects }: SpeakingStep): SpeakingStep {
  const armed: SpeakingEffect[] = [];
  if (state.fence === 'quiet') armed.push({ type: 'arm', timer: 'quiet', ms: quietTime });
  if (state.fence === 'none' && state.turns[0]?.flushSent === true) {
    armed.push({ type: 'arm', timer: 'turn', ms: rules.turnTimeout });
    // A whole answer ends the segment at once, unless the route gives several.
    if (answerOf(state.terminals) !== 'no') {
      const ms = state.route.cuts ? pieceTime : settleTime;
      armed.push({ type: 'arm', timer: 'settle', ms });
    }
  }
  return { state, effects: [...armed, ...effects] };
}

/**
 * The gateway owes audio and is silent: the line is taken for lost; the second time running, and when every gateway of several
 * had its chance, the turn fails.
 *
 * @internal
 */
export function losePatience(
  rules: SpeakingRules,
  state: Speaking,
  turn: Turn,
  timer: Extract<SpeakingTimer, 'first-audio' | 'turn'>,
): SpeakingStep {
  const timeout = timer === 'turn' ? rules.turnTimeout : rules.firstAudioTimeout;
  const waited = timer === 'turn' ? 'anything' : 'the first audio';
  const last = turn.timeouts + 1 >= Math.max(rules.gateways, 2);
  const error = turnTimeout(
    `While speaking, the gateway was asked for speech and sent nothing: ${waited} was waited for ${timeout} ms`,
    timeout,
    last,
    'Check the model and voice, or allow more time.',
  );
  if (last) return failTurn(rules, state, turn, error);
  return stay(replaceTurn(state, { ...turn, timeouts: turn.timeouts + 1 }), {
    type: 'drop',
    error,
  });
}

/**
 * Ends the turn that speaks with an error, and its line with it: what it left there is nobody's.
 *
 * @internal
 */
export function failTurn(
  rules: SpeakingRules,
  state: Speaking,
  turn: Turn,
  error: VoiceError,
): SpeakingStep {
  const hung = hangUp({ ...state, turns: state.turns.filter(({ key }) => key !== turn.key) });
  const told = andThen(hung, (next) => stay(next, { type: 'fail', key: turn.key, error }));
  return andThen(told, (next) => advance(rules, next));
}
