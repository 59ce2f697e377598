import { type VoiceError } from '../errors';
import { hasText, skipCurrent } from './script';
import {
  cleanLine,
  replaceTurn,
  type Speaking,
  type SpeakingRules,
  type SpeakingStep,
} from './speaking';
import { answerOf } from './terminals';
import { isOnLine, type Turn, unheard } from './turn';
import { advance, andThen, disarm, finishSegment, stopWaiting } from './turns';

/** The turn that has something on the line that was not brought to its end. */
function unfinishedTurn(state: Speaking): Turn | undefined {
  const turn = state.turns[0];
  return state.line === 'ready' && turn !== undefined && isOnLine(turn) ? turn : undefined;
}

/** Some routes close with 1000 where others send a terminal: after the flush and the audio, that is the segment's end. */
const isEnd = ({ terminals }: Speaking, { flushSent, heard }: Turn): boolean =>
  flushSent && (heard > 0 || answerOf(terminals) !== 'no');

/** The line had served, and was closed before anything of the next segment came: that was never begun. */
const isUntouched = ({ served }: Speaking, { heard }: Turn): boolean => served && heard === 0;

/**
 * Whether a close with 1000 is no failure: nothing was on the line, or it ends the segment, or the line had brought a segment
 * to its end before and nothing of the next one. Some routes close so after each segment, when the next may be under way.
 *
 * @internal
 */
export function endsQuietly(state: Speaking): boolean {
  if (state.line !== 'ready') return false;
  const turn = unfinishedTurn(state);
  return turn === undefined || isEnd(state, turn) || isUntouched(state, turn);
}

/**
 * The line is gone. What was unfinished on it is done again, skipped, or failed, as the user chose.
 *
 * @param clean - whether the gateway closed it with 1000
 * @internal
 */
export function lose(
  rules: SpeakingRules,
  state: Speaking,
  error: VoiceError,
  clean: boolean,
): SpeakingStep {
  const turn = unfinishedTurn(state);
  const gone: SpeakingStep = {
    // Whether it is dialled again is decided outside; until then no other dial may begin.
    state: { ...state, ...cleanLine, line: 'dialling' },
    effects: [...stopWaiting(), ...disarm('fence', 'quiet', 'idle')],
  };
  if (turn === undefined) return gone;
  if (clean && isEnd(state, turn)) {
    return andThen(gone, (next) => finishSegment(rules, next, turn));
  }
  if (clean && isUntouched(state, turn)) {
    return andThen(gone, (next) => advance(rules, replaceTurn(next, unheard(turn))));
  }
  const refusals = turn.refusals + 1;
  // Before the first audio nothing can be said twice: the next gateway is asked, whatever the user chose for later.
  if (!speaksAgain(rules) && turn.given === 0 && refusals < rules.gateways) {
    const moved = { ...unheard(turn), again: true, refusals };
    return andThen(gone, (next) => advance(rules, replaceTurn(next, moved)));
  }
  if (rules.replay === 'fail') {
    return {
      state: { ...gone.state, turns: gone.state.turns.slice(1) },
      effects: [...gone.effects, { type: 'fail', key: turn.key, error }],
    };
  }
  const counted = error.retryable ? turn : { ...turn, refusals };
  return andThen(gone, (next) => advance(rules, replaceTurn(next, rewind(rules, counted))));
}

const speaksAgain = ({ replay }: SpeakingRules): boolean =>
  replay === 'resume' || replay === 'restart';

function rewind(rules: SpeakingRules, turn: Turn): Turn {
  const again = { ...unheard(turn), again: true };
  const cuttable = rules.sampleBytes > 0 || turn.given === 0;
  if (rules.replay === 'resume' && cuttable) return again;
  const before = turn.before + turn.given;
  const passed = { ...again, given: 0, wordsGiven: 0, before, announced: false };
  if (rules.replay !== 'skip') return passed;
  return { ...passed, reached: 0, again: false, refusals: 0, script: skipCurrent(turn.script) };
}

/**
 * No more dials: whoever waited for the line gets the error; who has not said anything yet may dial anew.
 *
 * @internal
 */
export function giveUp(rules: SpeakingRules, state: Speaking, error: VoiceError): SpeakingStep {
  const failed = state.turns.filter(({ script }) => hasText(script));
  const turns = state.turns.filter(({ script }) => !hasText(script));
  const step: SpeakingStep = {
    state: { ...state, line: 'none', warming: false, turns },
    effects: failed.map(({ key }) => ({ type: 'fail', key, error })),
  };
  return andThen(step, (next) => advance(rules, next));
}
