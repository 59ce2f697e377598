import { ahead } from './hearAnswer';
import { begin, lose } from './hearAudio';
import { andThen, rest, type Hearing, type HearingRules, type HearingStep } from './hearing';
import { frameAt, msAt } from './lineClock';

/** How long a fresh line waits for a moment without words, ms. It counts as a session of its own meanwhile. */
const longestWait = 10_000;
/** So much audio a recogniser may have heard and not yet shown the words of, ms. */
const latency = 2000;

/**
 * A fresh line stands ready beside this one.
 *
 * @internal
 */
export function renewed(state: Hearing): HearingStep {
  if (state.line !== 'ready') return rest(state);
  return rest({ ...state, renewed: true }, { type: 'arm', timer: 'swap', ms: longestWait });
}

/**
 * Goes on with the fresh line as soon as nothing is under way on this one.
 *
 * @internal
 */
export function swapInQuiet(rules: HearingRules, state: Hearing): HearingStep {
  const { showing, settling, asked, owed } = state;
  const busy = showing || settling || asked.length + owed.length > 0;
  return busy ? rest(state) : swap(rules, state);
}

/**
 * The fresh line has waited long enough: audio without a final is sent again on it, as after a loss.
 *
 * @internal
 */
export const swapAnyhow = (rules: HearingRules, state: Hearing): HearingStep => {
  const step = swap(rules, state);
  if (step.effects.length > 0 || !state.renewed) return step;
  return rest(state, { type: 'arm', timer: 'swap', ms: longestWait });
};

/** Not where audio without a final is no longer there to send: it would be a gap of our own making. */
function swap(rules: HearingRules, state: Hearing): HearingStep {
  if (!state.renewed || state.line !== 'ready' || state.over) return rest(state);
  const settled = silentTo(rules, state);
  if (settled < state.kept) return rest(state);
  const told = state.told.filter(({ to }) => to > settled);
  const next = { ...state, renewed: false, settled, told };
  return rest(next, { type: 'disarm', timer: 'swap' }, { type: 'swap' });
}

/**
 * The fresh line has taken the place of the one before, within the same call.
 *
 * @internal
 */
export const swapped = (rules: HearingRules, state: Hearing): HearingStep =>
  andThen(lose(rules, state), (next) => begin(rules, next));

/** Where words show as they are said and none are showing, what was sent a while ago was silence, which needs no final. */
function silentTo(rules: HearingRules, state: Hearing): number {
  const { shows, showing, settled, sent } = state;
  const silent = shows && !showing ? sent - frameAt(rules, latency + behind(rules, state)) : 0;
  return Math.max(settled, silent);
}

/**
 * How much of what was sent a recogniser may not have heard yet, ms: audio that came at once, or waited for the line, is ahead of
 * it. It is taken to gain a quarter on real time, or it would never catch up with speech that goes on.
 */
const behind = (rules: HearingRules, state: Hearing): number =>
  Math.max(ahead(state) - (msAt(rules, state.lineFrames) - ahead(state)) / 4, 0) + state.waiting;
