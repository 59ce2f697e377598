import { gatewayVerdict } from '../errors';
import { type GatewayFailure, type SttMessage } from '../protocol';
import { gatewayError } from './gatewayError';
import { answered, judged, patient, settled } from './hearAnswer';
import { advance, begin, lose } from './hearAudio';
import { heardOf, hearFinal } from './hearFinal';
import {
  andThen,
  rest,
  stepTime,
  type Hearing,
  type HearingEffect,
  type HearingInput,
  type HearingRules,
  type HearingStep,
  type HearingTimer,
} from './hearing';
import { renewed, swapAnyhow, swapInQuiet, swapped } from './hearSwap';
import { inPhases } from './inPhases';
import { onOneClock } from './lineClock';
import { turnTimeout } from './turnTimeout';

/**
 * What a transcription does next: the one function that decides. Pure; the session around it carries frames and time.
 *
 * @param now - the time, ms
 * @param waiting - how much audio waits in the socket, ms
 * @internal
 */
export function hearStep(
  rules: HearingRules,
  state: Hearing,
  input: HearingInput,
  now: number,
  waiting = 0,
): HearingStep {
  if (state.over) return rest(state);
  const current = now < state.now ? setBack(state, state.now - now) : state;
  const decided = decide(rules, { ...current, now, waiting }, input);
  const step = decided.state.renewed
    ? andThen(decided, (next) => swapInQuiet(rules, next))
    : decided;
  return { state: step.state, effects: inPhases(step.effects, phases) };
}

const phases: Readonly<Record<HearingEffect['type'], number>> = {
  dial: 0,
  drop: 0,
  send: 0,
  'send-audio': 0,
  more: 0,
  forget: 0,
  arm: 0,
  disarm: 0,
  note: 1,
  heard: 1,
  complete: 1,
  fail: 1,
  swap: 2,
  judge: 2,
};

/**
 * Whether an effect is for users, and not for the wire or the clock.
 *
 * @internal
 */
export const isForUsers = ({ type }: HearingEffect): boolean => phases[type] === 1;

/** The clock has gone back: what was to come in so many ms comes in so many ms still. */
const setBack = (state: Hearing, by: number): Hearing => ({
  ...state,
  through: state.through - by,
  pace: state.pace && { ...state.pace, since: state.pace.since - by },
});

function decide(rules: HearingRules, state: Hearing, input: HearingInput): HearingStep {
  switch (input.type) {
    case 'audio':
      return advance(rules, { ...state, received: state.received + input.frames });
    case 'finalize':
      return advance(rules, ask(state));
    case 'end':
      return advance(rules, ask({ ...state, ended: true }));
    case 'dialling':
    case 'waiting':
      return rest({ ...state, line: input.type });
    case 'ready':
      return state.line === 'ready' ? swapped(rules, state) : begin(rules, state);
    case 'renewed':
      return renewed(state);
    case 'unwanted':
      return advance(rules, { ...state, line: 'none' });
    case 'hold':
    case 'release':
      return press(rules, state, input.type);
    case 'judged':
      return judged(rules, state, input.speech);
    case 'go':
      return advance(rules, state);
    case 'lost':
      return lose(rules, state);
    case 'message':
      return state.line === 'ready' ? hear(rules, state, input.message) : rest(state);
    case 'excused':
      return rest(state, report(input.message));
    case 'undecodable':
      return rest(state, { type: 'note', event: input });
    case 'elapsed':
      return state.line === 'ready' ? elapse(rules, state, input.timer) : rest(state);
  }
}

function elapse(rules: HearingRules, state: Hearing, timer: HearingTimer): HearingStep {
  switch (timer) {
    case 'final':
      return losePatience(rules, state);
    case 'settle':
      return settled(rules, state);
    case 'pace':
      return advance(rules, state);
    case 'swap':
      return swapAnyhow(rules, state);
  }
}

/** The socket has enough to do, or room again. */
function press(rules: HearingRules, state: Hearing, type: 'hold' | 'release'): HearingStep {
  const { waiting } = state;
  const event = { type: type === 'hold' ? 'held' : 'released', waiting } as const;
  const told = rest({ ...state, holding: type === 'hold' }, { type: 'note', event });
  return andThen(told, (next) => advance(rules, next));
}

/**
 * Asks for a final of all audio so far, where any came since the last was asked for. Where all of it has its final and the
 * line that gave it is gone, no other line has anything to answer.
 */
function ask(state: Hearing): Hearing {
  const { asked, received, settled, lastAsk, line } = state;
  if (received === lastAsk) return state;
  if (line !== 'ready' && received === settled) return { ...state, lastAsk: received };
  return { ...state, asked: [...asked, received], lastAsk: received };
}

function hear(rules: HearingRules, state: Hearing, message: SttMessage): HearingStep {
  switch (message.type) {
    case 'partial': {
      const { event } = heardOf(rules, state, message);
      const showing = message.text.trim() !== '';
      const next = { ...state, showing, shows: state.shows || showing };
      return patient(rules, next, ...(rules.partials ? [{ type: 'heard', event } as const] : []));
    }
    case 'final':
      return hearFinal(rules, state, message);
    case 'utterance-end': {
      const { at } = message;
      const end = at === undefined ? {} : { at: onOneClock(rules, state.joints, at, 'ends') };
      return patient(rules, state, { type: 'heard', event: { type: 'utterance-end', ...end } });
    }
    case 'error': {
      if (goesOn(state, message)) return rest(state, report(message));
      const error = gatewayError(message, 'listening');
      return rest(state, report(message), { type: error.retryable ? 'drop' : 'fail', error });
    }
    case 'unknown':
      return patient(rules, state, {
        type: 'note',
        event: { type: message.type, sample: message.sample },
      });
    default:
      return rest(state);
  }
}

/**
 * Whether an error leaves the line as it is: the gateway keeps it, and nothing can have been lost with the frame that it stands
 * for. Else the audio without a final is rather sent again.
 */
function goesOn(
  { showing, shows, owed, sent, settled }: Hearing,
  { code, message, status }: GatewayFailure,
): boolean {
  const { usable, verdict } = gatewayVerdict(code, message, status);
  const nothingDue = owed.length === 0 && !showing && (shows || sent === settled);
  return usable && verdict !== 'stop' && nothingDue;
}

const report = ({ code, message }: GatewayFailure): HearingEffect => ({
  type: 'note',
  event: { type: 'error', code, message },
});

function losePatience(rules: HearingRules, state: Hearing): HearingStep {
  const { waiting, undrained } = state;
  // A slow network: meanwhile the gateway was not asked yet. One that takes nothing any more is no slow one.
  if (undrained > stepTime && waiting < undrained) {
    const again: HearingEffect = { type: 'arm', timer: 'final', ms: rules.finalTimeout };
    return rest({ ...state, undrained: waiting }, again);
  }
  const last = state.timeouts > 0;
  // Two lines had nothing to say of what sounded like speech.
  if (last && state.doubted) return answered(rules, state);
  const error = turnTimeout(
    `While listening, the gateway was asked for a final and sent none within ${rules.finalTimeout} ms`,
    rules.finalTimeout,
    last,
    'Check the model, or allow more time with finalTimeout.',
  );
  return rest({ ...state, timeouts: state.timeouts + 1 }, { type: last ? 'fail' : 'drop', error });
}
