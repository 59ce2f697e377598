import { type BargeIn } from '../../../src/sessions';
import { wordCounter } from '../../../src/sessions/conversation/countWords';
import { type ConversationEvent } from '../../../src/sessions/conversation/ConversationEvent';
import {
  quiet,
  type TalkEffect,
  type TalkInput,
  type TalkRules,
  type TalkTimer,
} from '../../../src/sessions/conversation/talking';
import { talkStep } from '../../../src/sessions/conversation/talkStep';

export interface Rules extends Partial<Omit<TalkRules, 'count'>> {
  readonly backchannels?: BargeIn['backchannels'];
}

const defaults: Omit<TalkRules, 'count'> = {
  silence: 700,
  early: undefined,
  wordsInterrupt: true,
  pause: undefined,
  minWords: 1,
  allowed: () => true,
};

/** `p` partial, `f` final, `u` utterance-end; of answer 1: `1 t` token, `1 seg`, `1 w` a word, ... */
function inputOf(said: string): TalkInput {
  if (said.endsWith('!!')) return { type: 'elapsed', timer: said.slice(0, -2) as TalkTimer };
  const [first = '', ...others] = said.split(' ');
  const rest = others.join(' ').replaceAll('_', ' ');
  switch (first) {
    case 'p':
    case 'f':
      return { type: 'heard', event: { type: first === 'p' ? 'partial' : 'final', text: rest } };
    case 'u':
      return { type: 'heard', event: { type: 'utterance-end' } };
    case 'gap':
      return { type: 'heard', event: { type: 'gap', from: 0, to: 1 } };
    case 'deaf':
    case 'interrupt':
    case 'hush':
      return { type: first };
  }
  const turn = `answer-${first}`;
  const [type = '', ...more] = others;
  const text = more.join(' ').replaceAll('_', ' ');
  const [number, word = ''] = more.map((each) => each.replaceAll('_', ' '));
  const ms = Number(number);
  switch (type) {
    case 't':
      return { turn, type: 'token', text };
    case 'seg':
      return { turn, type: 'segment', at: ms, text: word };
    case 'seg-end':
      return { turn, type: 'segment-end', at: ms };
    case 'w':
      return { turn, type: 'words', words: [{ text: word, start: ms - 100, end: ms }] };
    case 'received':
    case 'played':
      return { turn, type, ms };
    case 'thought':
    case 'played-out':
      return { turn, type };
    case 'phrase':
      return { turn, type, text };
    case 'think-failed':
    case 'play-failed':
      return { turn, type, error: 'no' };
    default:
      throw new Error(`The transcript has an input nobody knows: ${said}`);
  }
}

const number = (turn: string) => turn.replace('answer-', '');

function told(event: ConversationEvent): string {
  const turn = event.turn === undefined ? '' : number(event.turn);
  switch (event.type) {
    case 'hearing':
      return `hearing${turn && ` over ${turn}`}(${event.text})`;
    case 'heard':
    case 'dismissed':
    case 'token':
    case 'phrase':
      return `${event.type} ${turn}(${event.text})`;
    case 'said':
      return `said ${turn}(${event.text} ${event.playedMs})`;
    case 'interrupted':
    case 'failed':
      return `${event.type} ${turn}(${event.heardText}|${event.unheardText} ${event.playedMs})`;
    case 'playing':
      return `playing ${turn}(${event.playedMs})`;
    default:
      return `${event.type} ${turn}`;
  }
}

function shown(effect: TalkEffect): string {
  switch (effect.type) {
    case 'tell':
      return told(effect.event);
    case 'think': {
      const history = effect.history.map(({ role, content }) => `${role[0] ?? ''}:${content}`);
      return `THINK ${number(effect.turn)}(${effect.text}; ${history.join(', ')})`;
    }
    case 'say':
      return `SAY(${effect.text})`;
    case 'arm':
    case 'disarm':
      return '';
    default:
      return `${effect.type.toUpperCase()}${'turn' in effect ? ` ${number(effect.turn)}` : ''}`;
  }
}

/**
 * Plays the left side of a transcript and writes what really comes of it on the right: what is done in capitals, what is told
 * in small letters, and the waits that run then in brackets. `_` stands for a space in a text.
 */
export function play(transcript: string, { backchannels = [], ...rules }: Rules = {}): string {
  const waits = new Set<string>();
  const all: TalkRules = { ...defaults, count: wordCounter(backchannels), ...rules };
  let state = quiet;
  return transcript
    .trim()
    .split('\n')
    .map((line) => (line.split('->')[0] ?? '').trim())
    .map((said) => {
      const input = inputOf(said);
      if (input.type === 'elapsed' && !waits.delete(input.timer)) {
        throw new Error(`Nothing waits for ${input.timer}.`);
      }
      const step = talkStep(all, state, input);
      state = step.state;
      for (const effect of step.effects) {
        if (effect.type === 'arm') waits.add(effect.timer);
        if (effect.type === 'disarm') waits.delete(effect.timer);
      }
      const effects = step.effects.map(shown).filter((each) => each !== '');
      const waiting = waits.size === 0 ? '' : `[${[...waits].sort().join(' ')}]`;
      return [said, '->', effects.join(', '), waiting].filter((each) => each !== '').join(' ');
    })
    .join('\n');
}
