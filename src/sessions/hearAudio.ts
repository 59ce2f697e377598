import {
  andThen,
  framesIn,
  msAt,
  rest,
  stepTime,
  wantsLine,
  type Hearing,
  type HearingEffect,
  type HearingRules,
  type HearingStep,
  type Span,
} from './hearing';

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
    return rest(state, ...bye, { type: 'complete' });
  }
  if (state.line === 'none' && wantsLine(state)) {
    return rest({ ...state, line: 'dialling' }, { type: 'dial' });
  }
  if (state.line !== 'ready') return rest(state);

  const [ask] = state.asked;
  if (ask !== undefined && ask <= state.sent) {
    const next = { ...state, asked: state.asked.slice(1), owed: [...state.owed, ask] };
    const step = rest(
      next,
      { type: 'send', request: { type: 'finalize' } },
      { type: 'arm', timer: 'final', ms: rules.finalTimeout },
    );
    return andThen(step, (after) => advance(rules, after));
  }
  if (state.holding || state.sent === state.received) return rest(state);

  const to = Math.min(ask ?? state.received, state.sent + framesIn(rules, stepTime));
  const step = sendAudio(rules, state, { from: state.sent, to });
  const more = to < state.received || state.asked.length > 0;
  return more ? andThen(step, (after) => rest(after, { type: 'more' })) : step;
}

function sendAudio(rules: HearingRules, state: Hearing, span: Span): HearingStep {
  const { joints, lineFrames } = state;
  const last = joints.at(-1);
  const continues = last !== undefined && last.at + lineFrames - last.line === span.from;
  const next: Hearing = {
    ...state,
    joints: continues ? joints : [...joints, { line: lineFrames, at: span.from }],
    lineFrames: lineFrames + span.to - span.from,
    sent: span.to,
    again: false,
  };
  const effects: HearingEffect[] = [{ type: 'send-audio', span }];
  if (state.again) {
    const event = {
      type: 'replayed',
      from: msAt(rules, span.from),
      to: msAt(rules, state.received),
    } as const;
    effects.push({ type: 'note', event });
  }
  return { state: next, effects };
}

/**
 * Takes new audio in. What no longer fits into memory is a gap at once where no line has it.
 *
 * @internal
 */
export function receive(rules: HearingRules, state: Hearing, frames: number): HearingStep {
  const received = state.received + frames;
  const kept = Math.max(state.kept, received - rules.window);
  if (kept === state.kept) return advance(rules, { ...state, received });

  const never: Span = { from: Math.max(state.kept, state.sent), to: kept };
  const effects: HearingEffect[] = [{ type: 'forget', before: kept }];
  let next: Hearing = { ...state, received, kept, sent: Math.max(state.sent, kept) };
  if (never.from < never.to) {
    effects.push(gap(rules, never));
    next = { ...next, told: [...next.told, never] };
  }
  // Without a line, what is gone is settled: nobody will ask for it again.
  if (state.line !== 'ready') next = { ...next, settled: Math.max(next.settled, kept), told: [] };
  return andThen({ state: next, effects }, (after) => advance(rules, after));
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
  ];
  if (state.showing) effects.push({ type: 'heard', event: { type: 'partial', text: '' } });
  const unheard: Span = { from: state.settled, to: state.kept };
  for (const span of without(unheard, state.told)) effects.push(gap(rules, span));
  const settled = Math.max(state.settled, state.kept);
  return {
    state: {
      ...state,
      // Whether to dial again is decided next; until then no other dial may begin.
      line: 'dialling',
      again: state.again || state.sent > settled,
      sent: settled,
      settled,
      told: [],
      joints: [],
      lineFrames: 0,
      asked: [...state.owed, ...state.asked],
      owed: [],
      showing: false,
      settling: false,
      holding: false,
      brought: false,
    },
    effects,
  };
}

const gap = (rules: HearingRules, { from, to }: Span): HearingEffect => ({
  type: 'heard',
  event: { type: 'gap', from: msAt(rules, from), to: msAt(rules, to) },
});

/** What is left of a span without others, which are in order and apart. */
function without(span: Span, others: readonly Span[]): Span[] {
  const left: Span[] = [];
  let { from } = span;
  for (const other of others) {
    if (other.from > from) left.push({ from, to: Math.min(other.from, span.to) });
    from = Math.max(from, other.to);
  }
  if (from < span.to) left.push({ from, to: span.to });
  return left.filter(({ from: start, to }) => start < to);
}
