import { sentencesOf } from './sentencesOf';
import { sessionFormat } from './sessionFormat';
import { type TtsEffect, type TtsInput, type TtsRules, type TtsState } from './TtsState';
import { type TtsRequest, type TtsReply } from '../protocol';

type Step = readonly [TtsState, readonly TtsEffect[]];

const say = (reply: TtsReply): TtsEffect => ({ type: 'say', reply });
const complain = (code: string, message: string) => say({ type: 'error', code, message });

/**
 * What an input makes of a speaking session, and what is to be done.
 *
 * @param rules - how this gateway behaves
 * @param sessionId - what `ready` calls the session
 * @internal
 */
export const ttsStep =
  (rules: TtsRules, sessionId: string) =>
  (state: TtsState, input: TtsInput): Step => {
    switch (input.type) {
      case 'left':
      case 'close-due':
        return [state, [{ type: 'end' }]];
      case 'request':
      case 'malformed':
      case 'binary':
        return hear(rules, sessionId, state, input);
      case 'ready-due':
        return speakNext(rules, { ...state, phase: 'ready' }, [ready(sessionId)]);
      case 'clear-due':
        return speakNext(rules, { ...state, speaking: false, clearing: state.clearing - 1 }, [
          { type: 'stop' },
          say({ type: 'cleared' }),
        ]);
      case 'spoken':
        return spoken(rules, state, input.duration);
      case 'failed':
        return speakNext(rules, { ...state, speaking: false }, [
          complain('provider_error', input.message),
        ]);
    }
  };

const ready = (session_id: string) => say({ type: 'ready', session_id });

function hear(
  rules: TtsRules,
  sessionId: string,
  state: TtsState,
  input: Extract<TtsInput, { type: 'request' | 'malformed' | 'binary' }>,
): Step {
  const request = input.type === 'request' ? input.request : undefined;
  if (request?.type === 'close') return [state, [{ type: 'end' }]];
  if (state.phase === 'refused') return [state, []];
  if (request !== undefined) {
    if (state.phase !== 'open') return obey(rules, state, request);
    if (request.type === 'init') return open(rules, sessionId, state, request);
  }
  const refused: TtsState = state.phase === 'open' ? { ...state, phase: 'refused' } : state;
  if (input.type === 'malformed') {
    return [refused, [complain(input.init ? 'config_error' : 'invalid_request', input.message)]];
  }
  const message =
    state.phase === 'open'
      ? 'The first message must be init. Open a new connection and begin with it.'
      : 'This service takes no binary messages. Send text as {"type":"text","text":"…"}.';
  return [refused, [complain('invalid_request', message)]];
}

function open(
  rules: TtsRules,
  sessionId: string,
  state: TtsState,
  { voice, config = {} }: Extract<TtsRequest, { type: 'init' }>,
): Step {
  const refuse = (why: string): Step => [
    { ...state, phase: 'refused' },
    [complain('config_error', why)],
  ];
  const format = sessionFormat(config, ['linear16', 'mulaw', 'alaw'], 24_000);
  if (typeof format === 'string') return refuse(format);
  const { speed } = config;
  if (speed !== undefined && !(typeof speed === 'number' && speed > 0)) {
    return refuse('The speed in config.speed must be a number above 0, as in 1.2.');
  }
  const opened = {
    ...state,
    voice: {
      format,
      ...(voice === undefined ? {} : { voice }),
      ...(speed === undefined ? {} : { speed }),
    },
  };
  if (rules.ready === false) return [{ ...opened, phase: 'ready' }, []];
  if (rules.ready === 0) return [{ ...opened, phase: 'ready' }, [ready(sessionId)]];
  return [
    { ...opened, phase: 'initialising' },
    [{ type: 'wait', delay: rules.ready, then: { type: 'ready-due' } }],
  ];
}

function obey(rules: TtsRules, state: TtsState, request: TtsRequest): Step {
  switch (request.type) {
    case 'text':
      return addText(rules, state, request);
    case 'flush':
      return flush(rules, state);
    case 'clear':
      return [
        { ...state, text: '', queue: [], clearing: state.clearing + 1 },
        [{ type: 'wait', delay: rules.clearDelay, then: { type: 'clear-due' } }],
      ];
    case 'cancel':
      return [{ ...state, text: '', queue: [], speaking: false }, [{ type: 'stop' }]];
    case 'init':
      return [
        state,
        [
          complain(
            'invalid_request',
            'This session is open already. Open a new connection to change its voice or format.',
          ),
        ],
      ];
    default:
      return [state, []];
  }
}

function addText(
  rules: TtsRules,
  state: TtsState,
  { text, flush: now }: Extract<TtsRequest, { type: 'text' }>,
): Step {
  const waiting = state.queue.reduce((sum, one) => sum + one.length, state.text.length);
  if (waiting + text.length > rules.maxText) {
    const message = `No more than ${rules.maxText} characters may wait to be spoken, and ${waiting} do. Send less at a time.`;
    return [state, [complain('payload_too_large', message)]];
  }
  if (rules.letterless === 'refuse' && !/\p{L}/u.test(text)) {
    const message = 'There is no letter in this text. Send it together with a word.';
    return [state, [complain('invalid_request', message)]];
  }
  const added = { ...state, text: state.text + text };
  return now === true ? flush(rules, added) : [added, []];
}

function flush(rules: TtsRules, state: TtsState): Step {
  if (state.text.trim() === '') {
    const message = 'There is no text to speak. Send text before flush.';
    return [state, [complain('invalid_request', message)]];
  }
  const segments = rules.segmentsPerFlush === 'sentence' ? sentencesOf(state.text) : [state.text];
  return speakNext(rules, { ...state, text: '', queue: [...state.queue, ...segments] }, []);
}

function speakNext(rules: TtsRules, state: TtsState, before: readonly TtsEffect[]): Step {
  const [text, ...queue] = state.queue;
  const { phase, speaking, clearing, voice } = state;
  if (phase !== 'ready' || speaking || clearing > 0 || text === undefined || voice === undefined) {
    return [state, before];
  }
  const segments = state.segments + 1;
  const start = rules.segments
    ? [say({ type: 'segment_start', segment_id: segmentId(segments) })]
    : [];
  return [
    { ...state, queue, segments, speaking: true },
    [...before, ...start, { type: 'speak', text, voice }],
  ];
}

function spoken(rules: TtsRules, state: TtsState, duration: number): Step {
  if (!state.speaking) return [state, []];
  const done = { ...state, speaking: false };
  // What was cleared has no end of its own: `cleared` is its end.
  if (state.clearing > 0) return [done, []];
  const effects: TtsEffect[] = [];
  if (rules.segments) {
    effects.push(say({ type: 'segment_end', segment_id: segmentId(state.segments) }));
  }
  for (const type of rules.terminals) {
    effects.push(
      say(type === 'flushed' ? { type } : { type, duration: Math.round(duration) / 1000 }),
    );
  }
  const more = rules.segmentsPerFlush === 'sentence' && state.queue.length > 0;
  if (rules.closeAfterTurn !== false && !more) {
    effects.push({ type: 'wait', delay: rules.closeAfterTurn, then: { type: 'close-due' } });
  }
  return speakNext(rules, done, effects);
}

const segmentId = (segments: number) => `seg_${String(segments).padStart(3, '0')}`;
