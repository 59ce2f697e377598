import { gatewayVerdict } from '../errors';
import { type GatewayFailure } from '../protocol';
import { gatewayError } from './gatewayError';
import { failTurn } from './patience';
import { weightOf } from './route';
import {
  replaceTurn,
  stay,
  wantsLine,
  type Speaking,
  type SpeakingRules,
  type SpeakingStep,
} from './speaking';
import { type Turn, unheard } from './turn';
import { advance, andThen, hangUp } from './turns';

/**
 * What an error frame means for the turn that speaks.
 *
 * @internal
 */
export function hearError(
  rules: SpeakingRules,
  state: Speaking,
  turn: Turn | undefined,
  failure: GatewayFailure,
): SpeakingStep {
  const { code, message, status } = failure;
  const reported = stay(state, { type: 'event', event: { type: 'error', code, message } });
  if (turn === undefined) {
    // An idle line that has served before is kept by the gateway; one that never has will not.
    return state.carried || wantsLine(state) ? reported : andThen(reported, (next) => hangUp(next));
  }
  const error = gatewayError(failure, 'speaking');
  const { verdict } = gatewayVerdict(code, message, status);
  return andThen(reported, (next) => {
    if (state.served && turn.heard === 0 && verdict !== 'retry-slower') {
      return beginAnew(rules, next, { ...turn, doubt: weightOf(error.retryable) });
    }
    return error.retryable || mayMove(rules, turn, status)
      ? stay(next, { type: 'drop', error })
      : failTurn(rules, next, turn, error);
  });
}

/**
 * Some routes speak one segment a line and refuse the next: that is not the segment's fault. A fresh line is dialled at once,
 * and has the last word, since it has spoken nothing before.
 */
function beginAnew(rules: SpeakingRules, state: Speaking, turn: Turn): SpeakingStep {
  const hung = hangUp(replaceTurn(state, unheard(turn)));
  return andThen(hung, (next) => advance(rules, next));
}

/** Another gateway may do what this one will not; what is too large for one is too large for all. */
const mayMove = (
  { gateways }: SpeakingRules,
  { refusals }: Turn,
  status: number | undefined,
): boolean => refusals + 1 < gateways && status !== 413;
