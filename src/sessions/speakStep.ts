import { VoiceError } from '../errors';
import { hearMessage } from './messages';
import {
  cleanLine,
  isOnLine,
  newTurn,
  nothingCut,
  replaceTurn,
  stay,
  wantsLine,
  type Speaking,
  type SpeakingEffect,
  type SpeakingInput,
  type SpeakingRules,
  type SpeakingStep,
  type SpeakingTimer,
  type Turn,
} from './speaking';
import { noTerminals, answerOf } from './terminals';
import {
  addFlush,
  addText,
  dropSkipped,
  endScript,
  isSpeakable,
  skipCurrent,
  type Script,
} from './script';
import { advance, andThen, finishSegment, hangUp, removeTurn, stopWaiting } from './turns';

/**
 * What a synthesizer does next: the one function that decides. Pure; the session around it carries frames and time.
 *
 * @internal
 */
export function speakStep(
  rules: SpeakingRules,
  state: Speaking,
  input: SpeakingInput,
): SpeakingStep {
  const { state: next, effects } = decide(rules, state, input);
  return effects.length < 2
    ? { state: next, effects }
    : { state: next, effects: wireFirst(effects) };
}

const seenByUsers: ReadonlySet<SpeakingEffect['type']> = new Set([
  'event',
  'audio',
  'complete',
  'fail',
]);

const wireFirst = (effects: readonly SpeakingEffect[]): readonly SpeakingEffect[] => [
  ...effects.filter((effect) => !seenByUsers.has(effect.type)),
  ...effects.filter((effect) => seenByUsers.has(effect.type)),
];

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
    case 'warm':
      return state.line === 'none' ? advance(rules, { ...state, warming: true }) : stay(state);
    case 'dialling':
    case 'waiting':
      return stay({ ...state, line: input.type });
    case 'ready':
      return advance(rules, { ...state, ...cleanLine, line: 'ready', warming: false });
    case 'unwanted':
      return advance(rules, { ...state, line: 'none', warming: false });
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

function interrupt(rules: SpeakingRules, state: Speaking, key: number): SpeakingStep {
  const turn = state.turns.find((other) => other.key === key);
  if (turn === undefined) return stay(state);
  const removed = removeTurn(rules, state, turn);
  const event = { type: 'interrupted', turn: turn.name } as const;
  return andThen(removed, (next) => stay(next, { type: 'event', event }));
}

/** The line is gone. What was unfinished on it is done again, skipped, or failed, as the user chose. */
function lose(
  rules: SpeakingRules,
  state: Speaking,
  error: VoiceError,
  clean: boolean,
): SpeakingStep {
  const turn = state.turns[0];
  const unfinished = turn !== undefined && state.line === 'ready' && isOnLine(turn);
  // The shell decides whether to dial again; until then no other dial may begin.
  const gone: Speaking = { ...state, ...cleanLine, line: 'dialling' };
  const quiet: SpeakingStep = {
    state: gone,
    effects: [
      ...stopWaiting(),
      { type: 'disarm', timer: 'fence' },
      { type: 'disarm', timer: 'quiet' },
      { type: 'disarm', timer: 'idle' },
    ],
  };
  if (!unfinished || state.fence !== 'none') return quiet;
  const answered = answerOf(state.terminals) !== 'no';
  if (clean && turn.flushSent && (turn.heard > 0 || answered)) {
    return andThen(quiet, (next) => finishSegment(rules, next, turn));
  }
  if (rules.replay === 'fail') {
    const failed = { ...gone, turns: gone.turns.slice(1) };
    return { state: failed, effects: [...quiet.effects, { type: 'fail', key: turn.key, error }] };
  }
  const next = replaceTurn(gone, rewind(rules, turn));
  return andThen({ state: next, effects: quiet.effects }, (after) => advance(rules, after));
}

function rewind(rules: SpeakingRules, turn: Turn): Turn {
  const unheard = { ...turn, flushSent: false, heard: 0, wordsHeard: 0 };
  const passed = { ...unheard, given: 0, wordsGiven: 0, before: turn.before + turn.given };
  if (rules.replay === 'skip') {
    return { ...passed, announced: false, script: skipCurrent(turn.script) };
  }
  const script: Script = {
    ...turn.script,
    segments: turn.script.segments.map((segment, index) =>
      index === 0 ? { ...segment, sent: '', waiting: segment.sent + segment.waiting } : segment,
    ),
  };
  const cuttable = rules.sampleBytes > 0 || turn.given === 0;
  return rules.replay === 'resume' && cuttable
    ? { ...unheard, script, again: true }
    : { ...passed, script, again: true, announced: false };
}

/** Whoever waited for the line gets the error; who has not said anything yet may dial anew. */
function giveUp(rules: SpeakingRules, state: Speaking, error: VoiceError): SpeakingStep {
  const waits = (turn: Turn) => turn.script.segments.some(isSpeakable);
  const failed = state.turns.filter(waits);
  const step: SpeakingStep = {
    state: {
      ...state,
      line: 'none',
      warming: false,
      turns: state.turns.filter((turn) => !waits(turn)),
    },
    effects: failed.map((turn) => ({ type: 'fail', key: turn.key, error })),
  };
  return andThen(step, (next) => advance(rules, next));
}

function elapse(rules: SpeakingRules, state: Speaking, timer: SpeakingTimer): SpeakingStep {
  const turn = state.turns[0];
  switch (timer) {
    case 'settle':
      return turn === undefined ? stay(state) : finishSegment(rules, state, turn);
    case 'first-audio':
    case 'turn':
      return turn === undefined ? stay(state) : loseTurnPatience(rules, state, turn, timer);
    case 'quiet': {
      const clean = { ...state, fence: 'none', terminals: noTerminals, cut: nothingCut } as const;
      return andThen(stay(clean, { type: 'disarm', timer: 'fence' }), (next) =>
        advance(rules, next),
      );
    }
    case 'fence':
      return andThen(hangUp(state), (next) => advance(rules, next));
    case 'idle':
      return wantsLine(state) ? stay(state) : hangUp(state, true);
  }
}

/** The gateway owes audio and is silent: the line is taken for lost; the second time running, the turn fails. */
function loseTurnPatience(
  rules: SpeakingRules,
  state: Speaking,
  turn: Turn,
  timer: 'first-audio' | 'turn',
): SpeakingStep {
  const timeout = timer === 'turn' ? rules.turnTimeout : rules.firstAudioTimeout;
  const last = turn.timeouts > 0;
  const waited = timer === 'turn' ? 'anything' : 'the first audio';
  const error = new VoiceError(
    'turn-timeout',
    `While speaking, the gateway was asked for speech and sent nothing: ${waited} was waited for ${timeout} ms` +
      (last
        ? ', on two lines running. Check the model and voice, or allow more time.'
        : '. The line is taken for lost.'),
    { timeout },
    { retryable: !last },
  );
  const tried = replaceTurn(state, { ...turn, timeouts: turn.timeouts + 1 });
  if (!last) return stay(tried, { type: 'drop', error });
  const failed = { ...state, turns: state.turns.slice(1) };
  const hung = hangUp(failed);
  const told = andThen(hung, (next) => stay(next, { type: 'fail', key: turn.key, error }));
  return andThen(told, (next) => advance(rules, next));
}

function close(state: Speaking): SpeakingStep {
  const error = new VoiceError(
    'session-closed',
    'This synthesizer was closed with close(), so it speaks no more. Make a new one.',
    {},
    { retryable: false },
  );
  const hung = hangUp({ ...state, turns: [] }, state.line === 'ready');
  return {
    state: hung.state,
    effects: [
      ...hung.effects,
      ...state.turns.map((turn) => ({ type: 'fail', key: turn.key, error }) as const),
    ],
  };
}
