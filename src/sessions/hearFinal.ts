import { type SttMessage, type Transcript } from '../protocol';
import { advance } from './hearAudio';
import {
  andThen,
  rest,
  type Hearing,
  type HearingEffect,
  type HearingRules,
  type HearingStep,
} from './hearing';
import { frameAt, msAt, onClock, withoutSettled } from './lineClock';
import { isPast, withFinal } from './pastFinals';

/** Times on the wire are rounded to a ms. */
const rounding = 1;
/** After a final that may not be the last: how long nothing must arrive, at least, until it was the last after all, ms. */
const settleTime = 1000;

type Heard = Extract<SttMessage, { readonly type: 'partial' | 'final' }>;

/**
 * A message as users hear it, and whether it says that it answers a `finalize`.
 *
 * @internal
 */
export function heardOf(
  rules: HearingRules,
  state: Hearing,
  message: Heard,
): { readonly event: Transcript; readonly fromFinalize: boolean } {
  const { fromFinalize = false, ...transcript } = message;
  return { event: onClock(rules, state.joints, transcript), fromFinalize };
}

/**
 * What a final means: its audio is settled, and it may be the answer to a `finalize`.
 *
 * One that came before is not told again. Finals carry no name. One that says it answers a `finalize` does. Any other might have been on its way when `finalize` was
 * sent, so it is the answer at once only where that cannot be: it reaches the asked position, or it has no times and a
 * recogniser that listens in real time would be through by now. Else it is the answer when nothing follows for a while.
 *
 * @internal
 */
export function hearFinal(rules: HearingRules, state: Hearing, message: Heard): HearingStep {
  const { event, fromFinalize } = heardOf(rules, state, message);
  const final: HearingEffect = isPast(state.finals, event)
    ? { type: 'note', event: { type: 'stray', sample: sampleOf(event) } }
    : { type: 'heard', event };
  // Nothing, where words are showing: the final with those words is still to come.
  if (event.text.trim() === '' && state.showing && !fromFinalize) return rest(state, final);

  const start = event.start === undefined ? 0 : frameAt(rules, event.start);
  const end = event.end === undefined ? undefined : frameAt(rules, event.end);
  const owed = stillOwed(state.owed, start);
  const [ask] = owed;
  const late = fromFinalize && answersAgain(rules, state, end);
  // Words behind what is settled: what said it answers came before them, or never will.
  const behind = end !== undefined && start >= state.settled;
  const unsaid = late ? state.unsaid - 1 : behind ? 0 : state.unsaid;
  const finals = withFinal(state.finals, event);
  const heard = { ...state, owed, unsaid, finals, showing: false, timeouts: 0 };
  const reaches = end ?? (late ? state.settled : (ask ?? state.sent));
  const settled = settle(heard, Math.min(reaches, state.sent));
  const step = andThen(settled, (next) => rest(next, final));
  if (ask === undefined) return step;

  const seemsAnswer =
    end === undefined ? ahead(state) <= settleTime : msAt(rules, ask - end) <= rounding;
  if (fromFinalize ? !late : seemsAnswer) {
    const more = fromFinalize ? 0 : 1;
    return andThen(step, (next) => answered(rules, { ...next, unsaid: next.unsaid + more }));
  }
  return andThen(step, (next) =>
    rest({ ...next, settling: true }, { type: 'disarm', timer: 'final' }, settling(rules, next)),
  );
}

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
  const step = settle({ ...state, owed, settling: false }, ask);
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
const ahead = (state: Hearing): number => state.through - state.now;

/**
 * Whether a final that says it answers a `finalize` may mean one that another final was taken for the answer of: it brings
 * no words behind those.
 */
const answersAgain = (rules: HearingRules, { unsaid, settled }: Hearing, end?: number): boolean =>
  unsaid > 0 && (end === undefined || msAt(rules, end - settled) <= rounding);

/** A final whose words begin behind an asked position shows that what was asked for there has come. */
function stillOwed(owed: readonly number[], start: number): readonly number[] {
  const first = owed.findIndex((ask) => ask > start);
  return owed.slice(first === -1 ? -1 : first);
}

const sampleOf = ({ text, start = 0 }: Transcript): string =>
  `the final "${text.slice(0, 40)}" of ${start} ms, again`;

/** Up to here a final has come: the audio before it is not needed again. */
function settle(state: Hearing, frame: number): HearingStep {
  if (frame <= state.settled) return rest(state);
  const told = state.told.filter(({ to }) => to > frame);
  const kept = Math.max(state.kept, frame);
  const joints = withoutSettled(state.joints, frame);
  const next = { ...state, settled: frame, kept, told, joints, brought: true };
  return rest(next, { type: 'forget', before: kept });
}
