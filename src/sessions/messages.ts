import { wholeFrames } from '../audio';
import { type TtsMessage, type Word } from '../protocol';
import { countCleared, hearBehindFence } from './fence';
import { oddity } from './oddities';
import { withPatience } from './patience';
import { hearError } from './refusals';
import { hearBeginning } from './route';
import {
  msOf,
  replaceTurn,
  stay,
  type Speaking,
  type SpeakingEffect,
  type SpeakingRules,
  type SpeakingStep,
} from './speaking';
import { answerOf, countTerminal, type TerminalKind } from './terminals';
import { isOnLine, type Turn } from './turn';
import { andThen, finishSegment, hangUp } from './turns';

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
  if (state.fence !== 'none') return withPatience(rules, hearBehindFence(state, message));
  const turn = state.turns[0];
  const speaking = turn !== undefined && isOnLine(turn) ? turn : undefined;
  switch (message.type) {
    case 'audio':
      return hearAudio(rules, state, speaking, message.data);
    case 'words':
      return withPatience(rules, hearWords(rules, state, speaking, message.words));
    case 'flushed':
    case 'audio-end':
      return hearTerminal(rules, state, speaking, message.type);
    case 'error':
      return hearError(rules, state, speaking, message);
    case 'cleared':
      return withPatience(
        rules,
        state.clears > 0 ? stay(countCleared(state).next) : oddity(state, 'stray', 'cleared'),
      );
    case 'unknown':
      return withPatience(rules, oddity(state, 'unknown', message.sample));
    default:
      return withPatience(rules, stay(state));
  }
}

function hearAudio(
  rules: SpeakingRules,
  state: Speaking,
  turn: Turn | undefined,
  data: Uint8Array,
): SpeakingStep {
  if (turn === undefined) {
    // Whose audio it is cannot be known any more on this line, so that it is given up.
    return andThen(oddity(state, 'stray', `${data.length} bytes of audio`), (next) => hangUp(next));
  }
  const bytes = Math.max(rules.sampleBytes, 1);
  const { whole, cut } = wholeFrames(state.cut, data, bytes);
  const count = whole.length / bytes;
  const known = Math.min(Math.max(turn.given - turn.heard, 0), count);
  const fresh = known === 0 ? whole : whole.subarray(known * bytes);
  const heard = turn.heard + count;
  const brings = heard > turn.reached;
  const next: Turn = {
    ...turn,
    heard,
    given: Math.max(turn.given, heard),
    reached: Math.max(turn.reached, heard),
    timeouts: brings ? 0 : turn.timeouts,
    doubt: count > 0 ? 0 : turn.doubt,
  };
  const route =
    turn.heard === 0 && count > 0
      ? hearBeginning(state.route, state.served, turn.doubt)
      : state.route;
  const effects: SpeakingEffect[] = [];
  if (turn.heard === 0 && count > 0) effects.push({ type: 'disarm', timer: 'first-audio' });
  if (fresh.length > 0) effects.push({ type: 'audio', key: turn.key, data: fresh });
  const brought = state.brought || brings;
  return withPatience(rules, {
    state: { ...replaceTurn(state, next), route, cut, brought },
    effects,
  });
}

function hearWords(
  rules: SpeakingRules,
  state: Speaking,
  turn: Turn | undefined,
  words: readonly Word[],
): SpeakingStep {
  if (turn === undefined) return oddity(state, 'stray', 'words');
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
  if (counted.stray) {
    return withPatience(rules, oddity(learn(state), 'stray', kind));
  }
  const next = { ...state, terminals: counted.terminals };
  const whole = answerOf(next.terminals) === 'whole' && !state.route.cuts;
  if (turn?.flushSent === true && whole) {
    return finishSegment(rules, next, turn);
  }
  return withPatience(rules, stay(next));
}

/** An end that nobody asked for shows a route that ends pieces. What was cleared may have its own, which says nothing. */
const learn = (state: Speaking): Speaking =>
  state.carried && !state.fenced ? { ...state, route: { ...state.route, cuts: true } } : state;
