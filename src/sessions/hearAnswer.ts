import { advance } from './hearAudio';
import {
  andThen,
  rest,
  type Hearing,
  type HearingEffect,
  type HearingRules,
  type HearingStep,
} from './hearing';
import { withoutSettled } from './lineClock';

/** After a final that may not be the last: how long nothing must arrive, at least, until it was the last after all, ms. */
export const settleTime = 1000;

/**
 * A final that may be the answer to a `finalize`, or one before it: whether more comes is waited for. One without words is the
 * answer at once where the audio does not sound like speech.
 *
 * @internal
 */
export function mayBeAnswer(
  rules: HearingRules,
  state: Hearing,
  kind: 'final' | 'empty',
): HearingStep {
  const next: Hearing = { ...state, settling: kind };
  const waits: HearingEffect[] = [{ type: 'disarm', timer: 'final' }, settling(rules, next)];
  return kind === 'empty' ? rest(next, ...waits, judge(next)) : rest(next, ...waits);
}

/**
 * Nothing followed the final for a while: it was the last, unless what is left of the audio sounds like speech. The gateway's own
 * silence may mean that the line is dead.
 *
 * @internal
 */
export function settled(rules: HearingRules, state: Hearing): HearingStep {
  const [ask = state.settled] = state.owed;
  // What still waits in the socket has not been heard.
  if (state.waiting > 0) return rest(state, settling(rules, state));
  const sure = state.settling === 'empty' || ask <= state.settled;
  return sure ? answered(rules, state) : rest(state, judge(state));
}

/**
 * What is left of the audio sounds like speech, or does not.
 *
 * @internal
 */
export function judged(rules: HearingRules, state: Hearing, speech: boolean): HearingStep {
  if (state.settling === false) return rest(state);
  if (!speech) return answered(rules, state.settling === 'empty' ? unsaidToo(state) : state);
  // The gateway did answer. Words, if any, come within the wait that runs.
  if (state.settling === 'empty') return rest(state);
  const owes: HearingEffect = { type: 'arm', timer: 'final', ms: rules.finalTimeout };
  return rest({ ...state, settling: false, doubted: true }, owes);
}

/** The gateway's own answer may still come. */
export const unsaidToo = (state: Hearing): Hearing => ({ ...state, unsaid: state.unsaid + 1 });

const judge = ({ settled: from, owed: [to = from] }: Hearing): HearingEffect => ({
  type: 'judge',
  span: { from, to },
});

/**
 * The gateway has answered the oldest `finalize`: all audio before it is settled.
 *
 * @internal
 */
export function answered(rules: HearingRules, state: Hearing): HearingStep {
  const [ask = state.settled, ...owed] = state.owed;
  const next: HearingEffect =
    owed.length > 0
      ? { type: 'arm', timer: 'final', ms: rules.finalTimeout }
      : { type: 'disarm', timer: 'final' };
  const step = settle({ ...state, owed, settling: false, doubted: false }, ask);
  const quiet = andThen(step, (after) => rest(after, next, { type: 'disarm', timer: 'settle' }));
  return andThen(quiet, (after) => advance(rules, after));
}

/**
 * A message while a final may be the last: more may come, so the wait begins again. Not where audio behind the asked position
 * is on the line: the message may be about that.
 *
 * @internal
 */
export function patient(
  rules: HearingRules,
  state: Hearing,
  ...effects: HearingEffect[]
): HearingStep {
  const waits = state.settling && state.sent === state.owed[0];
  return rest(state, ...(waits ? [settling(rules, state)] : []), ...effects);
}

/** A recogniser may be as slow as speech, and one that says nothing for `finalTimeout` has nothing more to say. */
const settling = (rules: HearingRules, state: Hearing): HearingEffect => ({
  type: 'arm',
  timer: 'settle',
  ms: Math.min(Math.max(Math.ceil(ahead(state)), settleTime), rules.finalTimeout),
});

/** How far what was sent is ahead of real time, ms. */
export const ahead = (state: Hearing): number => state.through - state.now;

/**
 * Up to here a final has come: the audio before it is not needed again.
 *
 * @internal
 */
export function settle(state: Hearing, frame: number): HearingStep {
  if (frame <= state.settled) return rest(state);
  const told = state.told.filter(({ to }) => to > frame);
  const kept = Math.max(state.kept, frame);
  const joints = withoutSettled(state.joints, frame);
  const next = { ...state, settled: frame, kept, told, joints, brought: true };
  return rest(next, { type: 'forget', before: kept });
}
