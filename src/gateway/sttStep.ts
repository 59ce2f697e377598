import { type AudioFormat } from '../audio';
import { sessionFormat } from './sessionFormat';
import { sttReply } from './sttReply';
import { type SttEffect, type SttInput, type SttRules, type SttState } from './SttState';
import { type SttReply, type SttRequest } from '../protocol';

type Step = readonly [SttState, readonly SttEffect[]];

const say = (reply: SttReply): SttEffect => ({ type: 'say', reply });
const complain = (code: string, message: string) => say({ type: 'error', code, message });
const hangUp = (closeCode: number, reason: string): SttEffect => ({
  type: 'end',
  closeCode,
  reason,
});

/**
 * What an input makes of a listening session, and what is to be done.
 *
 * @param rules - how this gateway behaves
 * @param sessionId - what `ready` calls the session
 * @internal
 */
export const sttStep =
  (rules: SttRules, sessionId: string) =>
  (state: SttState, input: SttInput): Step => {
    switch (input.type) {
      case 'left':
      case 'done':
        return [state, [{ type: 'end' }]];
      case 'ready-due':
        return listen(sessionId, state);
      case 'heard': {
        const reply = sttReply(input.event);
        return [state, reply === undefined ? [] : [say(reply)]];
      }
      case 'failed':
        // Audio that the recogniser held is gone. A new line, with the audio again, is the way to mend that.
        return [
          state,
          [complain('provider_error', input.message), hangUp(1011, 'the recogniser failed')],
        ];
      case 'audio':
        return hear(rules, state, input.data);
      case 'malformed':
        if (state.phase === 'refused') return [state, []];
        return [
          refuse(state),
          [complain(input.init ? 'config_error' : 'invalid_request', input.message)],
        ];
      case 'request':
        return obey(rules, sessionId, state, input.request);
    }
  };

/** Before a good init, one complaint is all a client gets. */
const refuse = (state: SttState): SttState =>
  state.phase === 'open' ? { ...state, phase: 'refused' } : state;

function hear(rules: SttRules, state: SttState, data: Uint8Array): Step {
  const { phase, format, rest } = state;
  if (phase === 'refused' || phase === 'closing' || data.length === 0) return [state, []];
  if (phase !== 'ready' || format === undefined)
    return [state, [hangUp(1008, 'audio before ready')]];
  if (data.length > rules.maxFrame) {
    const message = `A message may hold ${rules.maxFrame} bytes of audio, and this one held ${data.length}. Send smaller ones.`;
    return [
      state,
      [complain('payload_too_large', message), hangUp(1009, 'audio message too large')],
    ];
  }
  const whole = rest.length === 0 ? data : joined(rest, data);
  const cut = whole.length - (whole.length % 2);
  const feed = whole.subarray(0, cut);
  return [
    { ...state, rest: whole.slice(cut) },
    feed.length === 0 ? [] : [{ type: 'feed', data: feed, format }],
  ];
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

function obey(rules: SttRules, sessionId: string, state: SttState, request: SttRequest): Step {
  if (state.phase === 'closing') return [state, []];
  if (request.type === 'close') {
    return state.phase === 'ready'
      ? [{ ...state, phase: 'closing' }, [{ type: 'finish' }]]
      : [state, [{ type: 'end' }]];
  }
  if (state.phase === 'refused') return [state, []];
  if (request.type === 'audio') return hear(rules, state, request.data);
  if (state.phase === 'open') {
    if (request.type === 'init') return open(rules, sessionId, state, request);
    const message = 'The first message must be init. Open a new connection and begin with it.';
    return [refuse(state), [complain('invalid_request', message)]];
  }
  if (request.type === 'init') {
    const message = 'This session is open already. Open a new connection to change its format.';
    return [state, [complain('invalid_request', message)]];
  }
  if (request.type === 'keepalive') return [state, []];
  if (state.phase === 'ready') return [state, [{ type: 'finalize' }]];
  return [state, [complain('not_ready', 'There is nothing to finalize yet. Wait for ready.')]];
}

function open(
  rules: SttRules,
  sessionId: string,
  state: SttState,
  { config = {} }: Extract<SttRequest, { type: 'init' }>,
): Step {
  const format: AudioFormat | string = sessionFormat(config, ['linear16'], 16_000);
  if (typeof format === 'string') return [refuse(state), [complain('config_error', format)]];
  const partials = config.enable_partials ?? config.enable_partial_transcripts;
  const opened: SttState = { ...state, format, partials: partials === true, phase: 'initialising' };
  if (rules.ready === 0) return listen(sessionId, opened);
  if (rules.ready === false) {
    const [ready, effects] = listen(sessionId, opened);
    return [ready, effects.filter(({ type }) => type !== 'say')];
  }
  return [opened, [{ type: 'wait', delay: rules.ready, then: { type: 'ready-due' } }]];
}

function listen(sessionId: string, state: SttState): Step {
  return [
    { ...state, phase: 'ready' },
    [{ type: 'listen', partials: state.partials }, say({ type: 'ready', session_id: sessionId })],
  ];
}
