import {
  andThen,
  rest,
  stepTime,
  wantsLine,
  type Hearing,
  type HearingEffect,
  type HearingRules,
  type HearingStep,
  type Span,
} from './hearing';
import { frameAt, joinedAt, msAt } from './lineClock';
import { pacedTo, untilPaced } from './replayPace';

/**
 * Sends what may leave: audio in steps, each `finalize` behind the audio before it; dials where a line is needed; and ends
 * the transcription when its last final has come.
 *
 * @internal
 */
export function advance(rules: HearingRules, state: Hearing): HearingStep {
  if (state.ended && state.asked.length === 0 && state.owed.length === 0) {
    const bye: HearingEffect[] =
      state.line === 'ready' ? [{ type: 'send', request: { type: 'close' } }] : [];
    return rest({ ...state, over: true }, ...bye, { type: 'complete' });
  }
  if (state.line === 'none' && wantsLine(state)) {
    const dialling = rest({ ...state, line: 'dialling' }, { type: 'dial' });
    return andThen(dialling, (next) => trim(rules, next));
  }
  if (state.line !== 'ready') return trim(rules, state);

  const [ask] = state.asked;
  if (ask !== undefined && ask <= state.sent) return askFor(rules, state, ask);
  if (state.holding || state.sent === state.received) return trim(rules, state);

  const to = Math.min(ask ?? state.received, state.sent + Math.max(frameAt(rules, stepTime), 1));
  const ms = untilDue(rules, state, to);
  if (ms > 0)
    return andThen(trim(rules, state), (next) => rest(next, { type: 'arm', timer: 'pace', ms }));
  const step = sendAudio(rules, state, { from: state.sent, to });
  const more = to < state.received || state.asked.length > 0;
  return andThen(step, (next) => (more ? rest(next, { type: 'more' }) : trim(rules, next)));
}

/**
 * How long a step that ends at a frame has to wait, ms. What waited for a line does not leave all at once, but rather so than
 * that it no longer fits into memory.
 */
function untilDue(rules: HearingRules, { pace, received, sent, now }: Hearing, to: number): number {
  if (pace === undefined || received - sent >= rules.window) return 0;
  return to <= pacedTo(rules, pace, now) ? 0 : untilPaced(rules, pace, to, now);
}

function askFor(rules: HearingRules, state: Hearing, ask: number): HearingStep {
  const effects: HearingEffect[] = [{ type: 'send', request: { type: 'finalize' } }];
  // A wait that runs belongs to a final asked for before.
  const waits = state.owed.length === 0 || state.settling !== false;
  if (waits) effects.push({ type: 'arm', timer: 'final', ms: rules.finalTimeout });
  const undrained = waits ? state.waiting : state.undrained;
  const next = { ...state, undrained, asked: state.asked.slice(1), owed: [...state.owed, ask] };
  return andThen(rest(next, ...effects), (after) => advance(rules, after));
}

function sendAudio(rules: HearingRules, state: Hearing, span: Span): HearingStep {
  const { joints, lineFrames, now, through, received, reached, pace } = state;
  // No later than all of the line's audio takes from now on: the clock may have gone back.
  const begins = Math.min(Math.max(through, now), now + msAt(rules, lineFrames));
  const next: Hearing = {
    ...state,
    joints: joinedAt(joints, lineFrames, span.from),
    lineFrames: lineFrames + span.to - span.from,
    sent: span.to,
    reached: Math.max(reached, span.to),
    pace: span.to < received ? pace : undefined,
    through: begins + msAt(rules, span.to - span.from),
  };
  const effects: HearingEffect[] = [{ type: 'send-audio', span }];
  if (lineFrames === 0 && span.from < reached) {
    const [from, to] = [msAt(rules, span.from), msAt(rules, reached)];
    effects.push({ type: 'note', event: { type: 'replayed', from, to } });
  }
  return rest(next, ...effects);
}

/** Lets go of what no longer fits into memory. It is a gap at once where no line has it. */
function trim(rules: HearingRules, state: Hearing): HearingStep {
  const kept = Math.max(state.kept, state.received - rules.window);
  if (kept === state.kept) return rest(state);
  const never: Span = { from: Math.max(state.kept, state.sent), to: kept };
  const lost = never.from < never.to;
  const effects: HearingEffect[] = [{ type: 'forget', before: kept }];
  if (lost) effects.push(gap(rules, never));
  const next = { ...state, kept, sent: Math.max(state.sent, kept) };
  if (state.line !== 'ready') return rest(settledByGap(next), ...effects);
  return rest(lost ? { ...next, told: withSpan(next.told, never) } : next, ...effects);
}

/**
 * A line is ready: what waits for it is sent, on any line but the first one not faster than it can be heard.
 *
 * @internal
 */
export function begin(rules: HearingRules, state: Hearing): HearingStep {
  const { again, sent, now } = state;
  const pace = again ? { from: sent, since: now } : undefined;
  return advance(rules, { ...state, line: 'ready', again: true, pace });
}

/**
 * The line is gone: its partial is withdrawn, what it had heard without a final is sent again, and what is no longer there
 * to send is a gap.
 *
 * @internal
 */
export function lose(rules: HearingRules, state: Hearing): HearingStep {
  const effects: HearingEffect[] = [
    { type: 'disarm', timer: 'final' },
    { type: 'disarm', timer: 'settle' },
    { type: 'disarm', timer: 'pace' },
    { type: 'disarm', timer: 'swap' },
  ];
  if (state.holding) effects.push({ type: 'note', event: { type: 'released', waiting: 0 } });
  if (state.showing && rules.partials) {
    effects.push({ type: 'heard', event: { type: 'partial', text: '' } });
  }
  const gone: Span = { from: state.settled, to: state.kept };
  for (const span of without(gone, state.told)) effects.push(gap(rules, span));
  const asked = [...state.owed, ...state.asked];
  const next = settledByGap({ ...state, asked, owed: [] });
  return rest(
    {
      ...next,
      // Whether to dial again is decided next; until then no other dial may begin.
      line: 'dialling',
      sent: next.settled,
      joints: [],
      lineFrames: 0,
      through: 0,
      pace: undefined,
      renewed: false,
      showing: false,
      unsaid: 0,
      settling: false,
      holding: false,
      brought: false,
      undrained: 0,
    },
    ...effects,
  );
}

/** Without a line, what is gone is settled, and a final of nothing but that is not asked for. */
function settledByGap(state: Hearing): Hearing {
  const settled = Math.max(state.settled, state.kept);
  const asked = state.asked.filter((ask) => ask > settled);
  return { ...state, settled, asked, told: [] };
}

const gap = (rules: HearingRules, { from, to }: Span): HearingEffect => ({
  type: 'heard',
  event: { type: 'gap', from: msAt(rules, from), to: msAt(rules, to) },
});

/** Spans in order, with one more behind them. */
function withSpan(spans: readonly Span[], { from, to }: Span): readonly Span[] {
  const last = spans.at(-1);
  if (last?.to !== from) return [...spans, { from, to }];
  return [...spans.slice(0, -1), { from: last.from, to }];
}

/** What is left of a span without others, which are in order and apart. */
function without(span: Span, others: readonly Span[]): readonly Span[] {
  const left: Span[] = [];
  let { from } = span;
  for (const other of others) {
    if (other.from > from) left.push({ from, to: other.from });
    from = Math.max(from, other.to);
  }
  if (from < span.to) left.push({ from, to: span.to });
  return left;
}
