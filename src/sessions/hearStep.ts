import { VoiceError } from '../errors';
import { type SttMessage, type Transcript } from '../protocol';
import { gatewayError } from './gatewayError';
import { advance, lose, receive } from './hearAudio';
import {
  andThen,
  framesIn,
  onOneClock,
  rest,
  settleTime,
  tailTime,
  type Hearing,
  type HearingEffect,
  type HearingInput,
  type HearingRules,
  type HearingStep,
} from './hearing';
import { wireFirst } from './wireFirst';

/**
 * What a transcription does next: the one function that decides. Pure; the session around it carries frames and time.
 *
 * @internal
 */
export function hearStep(rules: HearingRules, state: Hearing, input: HearingInput): HearingStep {
  const step = decide(rules, state, input);
  return { state: step.state, effects: wireFirst(step.effects, seenByUsers) };
}

const seenByUsers: ReadonlySet<HearingEffect['type']> = new Set([
  'note',
  'heard',
  'complete',
  'fail',
]);

function decide(rules: HearingRules, state: Hearing, input: HearingInput): HearingStep {
  switch (input.type) {
    case 'audio':
      return receive(rules, state, input.frames);
    case 'finalize':
      return advance(rules, ask(state));
    case 'end':
      return advance(rules, ask({ ...state, ended: true }));
    case 'dialling':
    case 'waiting':
      return rest({ ...state, line: input.type });
    case 'ready':
      return advance(rules, { ...state, line: 'ready' });
    case 'unwanted':
      return advance(rules, { ...state, line: 'none' });
    case 'hold':
      return rest({ ...state, holding: true });
    case 'release':
      return advance(rules, { ...state, holding: false });
    case 'go':
      return advance(rules, state);
    case 'lost':
      return lose(rules, state);
    case 'message':
      return state.line === 'ready' ? hear(rules, state, input.message) : rest(state);
    case 'elapsed':
      return input.timer === 'final' ? loseFinalPatience(rules, state) : answered(rules, state);
  }
}

/** Asks for a final of all audio so far, where any came since the last was asked for. */
const ask = (state: Hearing): Hearing =>
  state.received === state.lastAsk
    ? state
    : { ...state, asked: [...state.asked, state.received], lastAsk: state.received };

function hear(rules: HearingRules, state: Hearing, message: SttMessage): HearingStep {
  switch (message.type) {
    case 'partial': {
      const heard = onClock(rules, state, message);
      const next = { ...state, showing: message.text !== '' };
      return patient(next, ...(rules.partials ? [{ type: 'heard', event: heard } as const] : []));
    }
    case 'final':
      return hearFinal(rules, state, message);
    case 'utterance-end': {
      const at = message.at === undefined ? {} : { at: onOneClock(rules, state, message.at) };
      return patient(state, { type: 'heard', event: { type: 'utterance-end', ...at } });
    }
    case 'error': {
      const { code, message: text } = message;
      const note: HearingEffect = { type: 'note', event: { type: 'error', code, message: text } };
      const error = gatewayError(message, 'listening');
      return rest(state, { type: error.retryable ? 'drop' : 'fail', error }, note);
    }
    case 'unknown':
      return patient(state, { type: 'note', event: { type: 'unknown', sample: message.sample } });
    default:
      return rest(state);
  }
}

/** While a final that may be the last settles, every message shows that more may come. */
function patient(state: Hearing, ...effects: HearingEffect[]): HearingStep {
  return rest(
    state,
    ...(state.settling ? [{ type: 'arm', timer: 'settle', ms: settleTime } as const] : []),
    ...effects,
  );
}

function hearFinal(
  rules: HearingRules,
  state: Hearing,
  message: Transcript & { readonly fromFinalize?: boolean },
): HearingStep {
  const { fromFinalize, ...transcript } = message;
  const heard = onClock(rules, state, transcript);
  const [owed] = state.owed;
  const end = heard.end === undefined ? undefined : framesIn(rules, heard.end);
  const covered = Math.min(end ?? owed ?? state.sent, state.sent);
  const final: HearingEffect = { type: 'heard', event: heard };
  const known = settle({ ...state, brought: true, timeouts: 0 }, covered);

  if (owed === undefined) return andThen(known, (next) => rest({ ...next, showing: false }, final));
  if (heard.text.trim() === '' && state.showing && fromFinalize !== true) {
    // Nothing, where words were showing: not the answer yet.
    return rest(state, final);
  }
  const early = end !== undefined && owed - end > framesIn(rules, tailTime);
  if (early && fromFinalize !== true) {
    return andThen(known, (next) =>
      rest(
        { ...next, showing: false, settling: true },
        { type: 'arm', timer: 'settle', ms: settleTime },
        final,
      ),
    );
  }
  const told = andThen(known, (next) => rest({ ...next, showing: false }, final));
  return andThen(told, (next) => answered(rules, next));
}

/** The gateway has answered the oldest `finalize`: all audio before it is settled. */
function answered(rules: HearingRules, state: Hearing): HearingStep {
  const [owed, ...others] = state.owed;
  if (owed === undefined) return rest({ ...state, settling: false });
  const timer: HearingEffect =
    others.length > 0
      ? { type: 'arm', timer: 'final', ms: rules.finalTimeout }
      : { type: 'disarm', timer: 'final' };
  const step = settle({ ...state, owed: others, settling: false }, owed);
  const quiet = andThen(step, (next) => rest(next, timer, { type: 'disarm', timer: 'settle' }));
  return andThen(quiet, (next) => advance(rules, next));
}

/** Up to here a final has come: the audio before it is not needed again. */
function settle(state: Hearing, frame: number): HearingStep {
  if (frame <= state.settled) return rest(state);
  const told = state.told.filter(({ to }) => to > frame);
  const kept = Math.max(state.kept, frame);
  return rest({ ...state, settled: frame, kept, told }, { type: 'forget', before: kept });
}

/** A transcript's times on the clock of the whole audio. */
function onClock(rules: HearingRules, state: Hearing, transcript: Transcript): Transcript {
  const { start, end, words } = transcript;
  const at = (ms: number) => onOneClock(rules, state, ms);
  return {
    ...transcript,
    ...(start === undefined ? {} : { start: at(start) }),
    ...(end === undefined ? {} : { end: at(end) }),
    ...(words === undefined
      ? {}
      : { words: words.map((word) => ({ ...word, start: at(word.start), end: at(word.end) })) }),
  };
}

function loseFinalPatience(rules: HearingRules, state: Hearing): HearingStep {
  const last = state.timeouts > 0;
  const error = new VoiceError(
    'turn-timeout',
    `While listening, the gateway was asked for a final and sent none within ${rules.finalTimeout} ms` +
      (last
        ? ', on two lines running. Check the model, or allow more time with finalTimeout.'
        : '. The line is taken for lost.'),
    { timeout: rules.finalTimeout },
    { retryable: !last },
  );
  const next = { ...state, timeouts: state.timeouts + 1 };
  return rest(next, { type: last ? 'fail' : 'drop', error });
}
