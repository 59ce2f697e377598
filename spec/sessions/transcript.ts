import { VoiceError } from '../../src/errors';
import { type TtsMessage } from '../../src/protocol';
import {
  silent,
  type Speaking,
  type SpeakingEffect,
  type SpeakingInput,
  type SpeakingRules,
  type SpeakingTimer,
} from '../../src/sessions/speaking';
import { speakStep } from '../../src/sessions/speakStep';

export const defaults: SpeakingRules = {
  replay: 'resume',
  firstAudioTimeout: 10_000,
  turnTimeout: 15_000,
  idleTimeout: 10_000,
  sampleBytes: 1,
  sampleRate: 1000,
  speed: 1,
  gateways: 1,
};

const lost = new VoiceError('socket-lost', 'Lost.', {}, { retryable: true });
const refused = new VoiceError(
  'gateway-error',
  'No.',
  { gatewayCode: 'final', status: 400 },
  { retryable: false },
);

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const text = (data: Uint8Array) => String.fromCharCode(...data);

const statuses: Record<string, number> = { final: 400, large: 413, slower: 429 };

function messageOf(type: string, rest: string): TtsMessage {
  switch (type) {
    case 'audio':
      return { type, data: bytes(rest) };
    case 'words':
      return {
        type,
        words: rest.split('').map((letter, i) => ({ text: letter, start: i, end: i + 1 })),
      };
    case 'error':
      return { type, code: rest, message: 'So.', status: statuses[rest] ?? 500 };
    case 'unknown':
    case 'info':
      return { type, name: 'x', sample: 'x' };
    case 'flushed':
    case 'audio-end':
    case 'cleared':
    case 'segment-start':
      return { type };
    default:
      throw new Error(`The transcript has an input nobody knows: ${type} ${rest}`);
  }
}

function inputOf(said: string): SpeakingInput {
  if (said.endsWith('!')) return { type: 'elapsed', timer: said.slice(0, -1) as SpeakingTimer };
  const [type = '', first = '', ...others] = said.split(' ');
  const key = Number(first);
  switch (type) {
    case 'turn':
      return { type, key, name: `t${key}` };
    case 'text':
      return { type, key, text: others.join(' ').replaceAll('_', ' ') };
    case 'flush':
    case 'end':
    case 'interrupt':
      return { type, key };
    case 'warm':
    case 'dialling':
    case 'waiting':
    case 'unwanted':
    case 'close':
    case 'renewed':
    case 'kept':
      return { type };
    case 'ready':
      return first === '' ? { type } : { type, gateway: key };
    case 'lost':
      return { type, error: first === 'final' ? refused : lost, clean: first === '1000' };
    case 'gave-up':
      return { type, error: lost };
    case 'undecodable':
      return { type, failure: { path: '', sample: first, message: 'Not JSON.' } };
    case 'excused':
      return { type, error: { type: 'error', code: first, message: 'So.' } };
    default:
      return { type: 'message', message: messageOf(type, first) };
  }
}

function shown(effect: SpeakingEffect): string {
  switch (effect.type) {
    case 'dial':
      return 'dial';
    case 'hang-up':
      return effect.politely ? 'close, hang up' : 'hang up';
    case 'drop':
      return `drop(${effect.error.code})`;
    case 'swap':
      return 'swap';
    case 'send':
      return effect.request.type === 'text' ? `"${effect.request.text}"` : effect.request.type;
    case 'audio':
      return `${effect.key}:${text(effect.data)}`;
    case 'complete':
      return `${effect.key}|`;
    case 'fail':
      return `${effect.key}#${effect.error.code}`;
    case 'event': {
      const { event } = effect;
      switch (event.type) {
        case 'segment':
          return `segment(${event.text} at ${event.at})`;
        case 'words':
          return `words(${event.words.map((word) => `${word.text}${word.start}`).join(' ')})`;
        case 'short':
          return `short(${event.gotMs} of ${event.expectedMs})`;
        case 'segment-end':
          return '';
        case 'error':
          return `error(${event.code})`;
        case 'unknown':
        case 'undecodable':
        case 'stray':
          return `${event.type}(${event.sample} ${event.count})`;
        default:
          return `${event.type}(${event.turn})`;
      }
    }
    case 'arm':
    case 'disarm':
      return '';
  }
}

/**
 * Plays the left side of a transcript, and writes what really comes of it on the right: effects in their order, and the waits
 * that run then, in brackets.
 *
 * `_` in a text stands for a space.
 */
export function play(transcript: string, rules: Partial<SpeakingRules> = {}) {
  const waits = new Set<string>();
  let state: Speaking = silent;
  const lines = transcript
    .trim()
    .split('\n')
    .map((line) => (line.split('->')[0] ?? '').trim());

  const played = lines.map((said) => {
    const input = inputOf(said);
    if (input.type === 'elapsed' && !waits.delete(input.timer)) {
      throw new Error(`Nothing waits for ${input.timer}.`);
    }
    const step = speakStep({ ...defaults, ...rules }, state, input);
    state = step.state;
    for (const effect of step.effects) {
      if (effect.type === 'arm') waits.add(effect.timer);
      if (effect.type === 'disarm') waits.delete(effect.timer);
    }
    const effects = step.effects.map(shown).filter((each) => each !== '');
    const waiting = waits.size === 0 ? [] : [`[${[...waits].sort().join(' ')}]`];
    return [said, '->', effects.join(', '), ...waiting].filter((each) => each !== '').join(' ');
  });
  return { played: played.join('\n'), state };
}

/** A transcript without its layout. */
export const written = (transcript: string): string =>
  transcript
    .trim()
    .split('\n')
    .map((line) => line.trim().replace(/\s+/g, ' '))
    .join('\n');
