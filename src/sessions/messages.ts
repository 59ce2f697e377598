import { type TtsMessage } from '../protocol';
import { gatewayError } from './gatewayError';
import {
  fenceTime,
  isOnLine,
  msOf,
  nothingCut,
  quietTime,
  replaceTurn,
  settleTime,
  stay,
  wantsLine,
  type Speaking,
  type SpeakingEffect,
  type SpeakingRules,
  type SpeakingStep,
  type Turn,
} from './speaking';
import { answerOf, countTerminal, type TerminalKind } from './terminals';
import { advance, andThen, finishSegment, hangUp } from './turns';

const stray = (sample: string): SpeakingEffect => ({
  type: 'event',
  event: { type: 'stray', sample },
});

/**
 * What a message of the gateway means for the turn that speaks.
 *
 * @internal
 */
export function hearMessage(
  rules: SpeakingRules,
  state: Speaking,
  message: TtsMessage,
): SpeakingStep {
  if (state.fence !== 'none') return hearBehindFence(state, message);
  const turn = state.turns[0];
  const speaking = turn !== undefined && isOnLine(turn) ? turn : undefined;
  switch (message.type) {
    case 'audio':
      return hearAudio(rules, state, speaking, message.data);
    case 'words':
      return speaking === undefined
        ? stay(state, stray('words'))
        : withPatience(rules, hearWords(rules, state, speaking, message.words));
    case 'flushed':
    case 'audio-end':
      return hearTerminal(rules, state, speaking, message.type);
    case 'error':
      return hearError(rules, state, speaking, message);
    case 'cleared':
      return stay(state, stray('cleared'));
    case 'unknown':
      return withPatience(
        rules,
        stay(state, { type: 'event', event: { type: 'unknown', sample: message.sample } }),
      );
    default:
      return withPatience(rules, stay(state));
  }
}

/** Every frame shows that the gateway is at work, so that the waits of the segment begin again. */
function withPatience(rules: SpeakingRules, step: SpeakingStep): SpeakingStep {
  const turn = step.state.turns[0];
  if (turn?.flushSent !== true) return step;
  const effects: SpeakingEffect[] = [{ type: 'arm', timer: 'turn', ms: rules.turnTimeout }];
  if (answerOf(step.state.terminals) === 'half') {
    effects.push({ type: 'arm', timer: 'settle', ms: settleTime });
  }
  return { state: step.state, effects: [...effects, ...step.effects] };
}

function hearAudio(
  rules: SpeakingRules,
  state: Speaking,
  turn: Turn | undefined,
  data: Uint8Array,
): SpeakingStep {
  if (turn === undefined) {
    const step = stay(state, stray(`${data.length} bytes of audio`));
    // Whose audio it is cannot be known any more, on this line: an idle one is given up.
    return wantsLine(state) ? step : andThen(step, (next) => hangUp(next));
  }
  const bytes = Math.max(rules.sampleBytes, 1);
  const { whole, cut } = wholeSamples(state.cut, data, bytes);
  const count = whole.length / bytes;
  const known = Math.min(Math.max(turn.given - turn.heard, 0), count);
  const fresh = known === 0 ? whole : whole.subarray(known * bytes);
  const heard = turn.heard + count;
  const brings = fresh.length > 0;
  const next: Turn = {
    ...turn,
    heard,
    given: Math.max(turn.given, heard),
    timeouts: brings ? 0 : turn.timeouts,
  };
  const effects: SpeakingEffect[] = [];
  if (turn.heard === 0 && count > 0) effects.push({ type: 'disarm', timer: 'first-audio' });
  if (brings) effects.push({ type: 'audio', key: turn.key, data: fresh });
  const brought = state.brought || brings;
  return withPatience(rules, { state: { ...replaceTurn(state, next), cut, brought }, effects });
}

/** Puts a sample that a frame's end cut in two together again; what is cut at this frame's end waits. */
function wholeSamples(
  before: Uint8Array,
  data: Uint8Array,
  bytes: number,
): { readonly whole: Uint8Array; readonly cut: Uint8Array } {
  let joined = data;
  if (before.length > 0) {
    joined = new Uint8Array(before.length + data.length);
    joined.set(before);
    joined.set(data, before.length);
  }
  const rest = joined.length % bytes;
  if (rest === 0) return { whole: joined, cut: nothingCut };
  const end = joined.length - rest;
  return { whole: joined.subarray(0, end), cut: joined.slice(end) };
}

function hearWords(
  rules: SpeakingRules,
  state: Speaking,
  turn: Turn,
  words: Extract<TtsMessage, { type: 'words' }>['words'],
): SpeakingStep {
  const known = Math.min(Math.max(turn.wordsGiven - turn.wordsHeard, 0), words.length);
  const wordsHeard = turn.wordsHeard + words.length;
  const next = { ...turn, wordsHeard, wordsGiven: Math.max(turn.wordsGiven, wordsHeard) };
  const from = msOf(rules, turn.before);
  const fresh = words
    .slice(known)
    .map((word) => ({ ...word, start: word.start + from, end: word.end + from }));
  if (fresh.length === 0) return stay(replaceTurn(state, next));
  const event = { type: 'words', turn: turn.name, words: fresh } as const;
  return stay(replaceTurn(state, next), { type: 'event', event });
}

function hearTerminal(
  rules: SpeakingRules,
  state: Speaking,
  turn: Turn | undefined,
  kind: TerminalKind,
): SpeakingStep {
  const counted = countTerminal(state.terminals, kind);
  if (counted.stray) return withPatience(rules, stay(state, stray(kind)));
  const next = { ...state, terminals: counted.terminals };
  if (turn?.flushSent === true && answerOf(next.terminals) === 'whole') {
    return finishSegment(rules, next, turn);
  }
  return withPatience(rules, stay(next));
}

function hearError(
  rules: SpeakingRules,
  state: Speaking,
  turn: Turn | undefined,
  failure: Extract<TtsMessage, { type: 'error' }>,
): SpeakingStep {
  const { code, message } = failure;
  const reported = stay(state, { type: 'event', event: { type: 'error', code, message } });
  if (turn === undefined) {
    // An idle line that has served before is kept by the gateway; one that never has will not.
    return state.carried || wantsLine(state) ? reported : andThen(reported, (next) => hangUp(next));
  }
  const error = gatewayError(failure, 'speaking');
  if (error.retryable) return andThen(reported, (next) => stay(next, { type: 'drop', error }));
  const failed = { ...state, turns: state.turns.slice(1) };
  const hung = andThen({ ...reported, state: failed }, (next) => hangUp(next));
  const told = andThen(hung, (next) => stay(next, { type: 'fail', key: turn.key, error }));
  return andThen(told, (next) => advance(rules, next));
}

/** Behind the fence every frame is dropped; they only tell when the line is clean. */
function hearBehindFence(state: Speaking, message: TtsMessage): SpeakingStep {
  const terminals =
    message.type === 'flushed' || message.type === 'audio-end'
      ? countTerminal(state.terminals, message.type).terminals
      : state.terminals;
  const next = { ...state, terminals };
  const report: SpeakingEffect[] =
    message.type === 'error'
      ? [{ type: 'event', event: { type: 'error', code: message.code, message: message.message } }]
      : [];
  if (state.fence === 'quiet') {
    return stay(next, { type: 'arm', timer: 'quiet', ms: quietTime }, ...report);
  }
  const over = state.fenceFlushed && answerOf(terminals) !== 'no';
  if (message.type !== 'cleared' && !over) return stay(next, ...report);
  return stay(
    { ...next, fence: 'quiet' },
    { type: 'arm', timer: 'quiet', ms: quietTime },
    { type: 'arm', timer: 'fence', ms: fenceTime },
    ...report,
  );
}
