import { sttStep } from '../../src/gateway/sttStep';
import { newSttSession, type SttEffect, type SttInput } from '../../src/gateway/SttState';
import { ttsStep } from '../../src/gateway/ttsStep';
import { newTtsSession, type TtsEffect, type TtsInput } from '../../src/gateway/TtsState';

/** What can happen to a speaking session, by a short name. */
const tts: Record<string, TtsInput> = {
  init: { type: 'request', request: { type: 'init' } },
  text: { type: 'request', request: { type: 'text', text: 'ab' } },
  now: { type: 'request', request: { type: 'text', text: 'cd', flush: true } },
  blank: { type: 'request', request: { type: 'text', text: ' ', flush: true } },
  flush: { type: 'request', request: { type: 'flush' } },
  clear: { type: 'request', request: { type: 'clear' } },
  cancel: { type: 'request', request: { type: 'cancel' } },
  close: { type: 'request', request: { type: 'close' } },
  keepalive: { type: 'request', request: { type: 'keepalive' } },
  malformed: { type: 'malformed', init: false, message: 'no' },
  badInit: { type: 'malformed', init: true, message: 'no' },
  binary: { type: 'binary' },
  left: { type: 'left' },
  readyDue: { type: 'ready-due' },
  clearDue: { type: 'clear-due' },
  closeDue: { type: 'close-due' },
  spoken: { type: 'spoken', duration: 1234.5 },
  failed: { type: 'failed', message: 'no' },
};

/** What can happen to a listening session, by a short name. */
const stt: Record<string, SttInput> = {
  init: { type: 'request', request: { type: 'init' } },
  audio: { type: 'audio', data: new Uint8Array(4) },
  json: { type: 'request', request: { type: 'audio', data: new Uint8Array(4) } },
  half: { type: 'audio', data: new Uint8Array(1) },
  none: { type: 'audio', data: new Uint8Array(0) },
  finalize: { type: 'request', request: { type: 'finalize' } },
  close: { type: 'request', request: { type: 'close' } },
  keepalive: { type: 'request', request: { type: 'keepalive' } },
  malformed: { type: 'malformed', init: false, message: 'no' },
  left: { type: 'left' },
  readyDue: { type: 'ready-due' },
  done: { type: 'done' },
  final: { type: 'heard', event: { type: 'final', text: 'ab' } },
  gap: { type: 'heard', event: { type: 'gap', from: 0, to: 1 } },
  failed: { type: 'failed', message: 'no' },
};

function named({ type, ...rest }: TtsEffect | SttEffect): string {
  if ('reply' in rest) return 'code' in rest.reply ? rest.reply.code : rest.reply.type;
  if ('text' in rest) return `speak ${rest.text}`;
  if ('delay' in rest) return `${rest.then.type} in ${rest.delay}`;
  if ('data' in rest) return `feed ${rest.data.length}`;
  return 'closeCode' in rest ? `end ${rest.closeCode}` : type;
}

/** Runs inputs through a step, and tells what the last one had as effects. */
function effectsOf<State, Input>(
  step: (state: State, input: Input) => readonly [State, readonly (TtsEffect | SttEffect)[]],
  initial: State,
  inputs: Record<string, Input>,
  names: string,
): string {
  let state = initial;
  let effects: readonly (TtsEffect | SttEffect)[] = [];
  for (const name of names.split(' ')) [state, effects] = step(state, inputs[name]!);
  return effects.map(named).join(', ');
}

describe('ttsStep', () => {
  const rules = {
    ready: 5,
    terminals: ['flushed', 'audio_end'],
    segments: false,
    clearDelay: 50,
    maxText: 5,
    closeAfterTurn: false,
  } as const;

  it.each([
    ['init', 'ready-due in 5'],
    ['init readyDue', 'ready'],
    ['init text flush', ''],
    ['init text flush readyDue', 'ready, speak ab'],
    ['init readyDue text', ''],
    ['init readyDue text text flush', 'speak abab'],
    ['init readyDue text now', 'speak abcd'],
    ['init readyDue now now', ''],
    ['init readyDue now now spoken', 'flushed, audio_end, speak cd'],
    ['init readyDue now now spoken spoken', 'flushed, audio_end'],
    ['init readyDue now failed', 'provider_error'],
    ['init readyDue now now failed', 'provider_error, speak cd'],
    ['init readyDue flush', 'invalid_request'],
    ['init flush', 'invalid_request'],
    ['init readyDue blank', 'invalid_request'],
    ['init readyDue blank now', 'speak  cd'],
    ['init readyDue now flush', 'invalid_request'],
    ['init readyDue text text text', 'payload_too_large'],
    ['init readyDue now now text', ''],
    ['init readyDue now now now text', 'payload_too_large'],
    ['init readyDue text text text flush', 'speak abab'],
    ['init readyDue clear', 'clear-due in 50'],
    ['init readyDue clear clearDue', 'stop, cleared'],
    ['init readyDue text clear flush', 'invalid_request'],
    ['init readyDue now clear now', ''],
    ['init readyDue now clear now clearDue', 'stop, cleared, speak cd'],
    ['init readyDue now clear spoken', ''],
    ['init readyDue now clear spoken now', ''],
    ['init readyDue clear clear now clearDue', 'stop, cleared'],
    ['init readyDue clear clear now clearDue clearDue', 'stop, cleared, speak cd'],
    ['init readyDue now now cancel', 'stop'],
    ['init readyDue now cancel spoken', ''],
    ['init readyDue now cancel now', 'speak cd'],
    ['init readyDue now clear cancel now', ''],
    ['init readyDue keepalive', ''],
    ['init init', 'invalid_request'],
    ['init readyDue binary', 'invalid_request'],
    ['init readyDue malformed', 'invalid_request'],
    ['init readyDue badInit', 'config_error'],
    ['init readyDue malformed now', 'speak cd'],
    ['init close', 'end'],
    ['init readyDue now close', 'end'],
    ['init closeDue', 'end'],
    ['left', 'end'],
    ['text', 'invalid_request'],
    ['keepalive', 'invalid_request'],
    ['binary', 'invalid_request'],
    ['malformed', 'invalid_request'],
    ['badInit', 'config_error'],
    ['badInit init', ''],
    ['text init', ''],
    ['text malformed', ''],
    ['text close', 'end'],
  ])('should make of %s: %s', (inputs, effects) => {
    expect(effectsOf(ttsStep(rules, 's'), newTtsSession, tts, inputs)).toBe(effects);
  });

  it('should put segments and a close around a turn where the rules say so', () => {
    const step = ttsStep({ ...rules, ready: 0, segments: true, closeAfterTurn: 20 }, 's');

    expect(effectsOf(step, newTtsSession, tts, 'init')).toBe('ready');
    expect(effectsOf(step, newTtsSession, tts, 'init now')).toBe('segment_start, speak cd');
    expect(effectsOf(step, newTtsSession, tts, 'init now spoken')).toBe(
      'segment_end, flushed, audio_end, close-due in 20',
    );
    expect(step(newTtsSession, tts.init!)[1]).toEqual([
      { type: 'say', reply: { type: 'ready', session_id: 's' } },
    ]);
  });
});

describe('sttStep', () => {
  it.each([
    ['init', 'ready-due in 5'],
    ['init readyDue', 'listen, ready'],
    ['init readyDue audio', 'feed 4'],
    ['init readyDue json', 'feed 4'],
    ['init readyDue half', ''],
    ['init readyDue half half', 'feed 2'],
    ['init readyDue half audio', 'feed 4'],
    ['init readyDue half audio half', 'feed 2'],
    ['init readyDue none', ''],
    ['init readyDue finalize', 'finalize'],
    ['init finalize', 'not_ready'],
    ['init readyDue keepalive', ''],
    ['init readyDue final', 'final_transcript'],
    ['init readyDue gap', ''],
    ['init readyDue close', 'finish'],
    ['init readyDue close audio', ''],
    ['init readyDue close finalize', ''],
    ['init readyDue close final', 'final_transcript'],
    ['init readyDue close done', 'end'],
    ['init readyDue failed', 'provider_error, end 1011'],
    ['init readyDue init', 'invalid_request'],
    ['init readyDue malformed', 'invalid_request'],
    ['init readyDue malformed audio', 'feed 4'],
    ['init close', 'end'],
    ['init audio', 'end 1008'],
    ['init json', 'end 1008'],
    ['audio', 'end 1008'],
    ['none', ''],
    ['finalize', 'invalid_request'],
    ['finalize init', ''],
    ['finalize audio', ''],
    ['finalize close', 'end'],
    ['malformed init', ''],
    ['left', 'end'],
  ])('should make of %s: %s', (inputs, effects) => {
    const step = sttStep({ ready: 5, maxFrame: 4 }, 's');
    expect(effectsOf(step, newSttSession, stt, inputs)).toBe(effects);
  });
});
