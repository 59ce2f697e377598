import { type SttMessage, type Transcript } from '../protocol';
import { ahead, answered, mayBeAnswer, settle, settleTime, unsaidToo } from './hearAnswer';
import {
  andThen,
  rest,
  type Hearing,
  type HearingEffect,
  type HearingRules,
  type HearingStep,
} from './hearing';
import { frameAt, msAt, onClock } from './lineClock';
import { isPast, withFinal } from './pastFinals';

/** Times on the wire are rounded to a ms. */
const rounding = 1;

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
 * One that came before is not told again. Finals carry no name. One that says it answers a `finalize` does. Any other might
 * have been on its way when `finalize` was sent, so it is the answer at once only where that cannot be: it reaches the asked
 * position, or it has words without times and a recogniser that listens in real time would be through by now. Else it is the
 * answer when nothing follows for a while.
 *
 * @internal
 */
export function hearFinal(rules: HearingRules, state: Hearing, message: Heard): HearingStep {
  const { event, fromFinalize } = heardOf(rules, state, message);
  const empty = event.text.trim() === '';
  const final: HearingEffect = isPast(state.finals, event)
    ? { type: 'note', event: { type: 'stray', sample: sampleOf(event) } }
    : { type: 'heard', event };
  // Nothing, where words are showing: the final with those words is still to come.
  if (empty && state.showing && !fromFinalize) return rest(state, final);

  const start = event.start === undefined ? 0 : frameAt(rules, event.start);
  const end = event.end === undefined ? undefined : frameAt(rules, event.end);
  const owed = stillOwed(state.owed, start);
  const [ask] = owed;
  const late = fromFinalize && answersAgain(rules, state, end);
  // Words behind what is settled: what said it answers came before them, or never will.
  const behind = end !== undefined && start >= state.settled;
  const unsaid = late ? state.unsaid - 1 : behind ? 0 : state.unsaid;
  const finals = withFinal(state.finals, event);
  const heard = { ...state, owed, unsaid, finals, showing: false, doubted: false, timeouts: 0 };
  // It may also come ahead of the words: it settles nothing by itself.
  const vague = empty && !fromFinalize && end === undefined;
  const reaches = end ?? (late || vague ? state.settled : (ask ?? state.sent));
  const settled = settle(heard, Math.min(reaches, state.sent));
  const step = andThen(settled, (next) => rest(next, final));
  if (ask === undefined) return step;

  if (vague) return andThen(step, (next) => mayBeAnswer(rules, next, 'empty'));

  const seemsAnswer =
    end === undefined
      ? ahead(state) <= settleTime && state.waiting === 0
      : msAt(rules, ask - end) <= rounding;
  if (fromFinalize ? !late : seemsAnswer) {
    return andThen(step, (next) => answered(rules, fromFinalize ? next : unsaidToo(next)));
  }
  return andThen(step, (next) => mayBeAnswer(rules, next, 'final'));
}

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
