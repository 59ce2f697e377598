import { type SttMessage } from '../../src/protocol';
import {
  type Hearing,
  type HearingEffect,
  type HearingInput,
  type HearingRules,
  type HearingTimer,
  unheard,
} from '../../src/sessions/hearing';
import { hearStep } from '../../src/sessions/hearStep';

/** 1 frame a ms: positions are times. A second of audio is kept. */
export const rules: HearingRules = {
  sampleRate: 1000,
  window: 1000,
  finalTimeout: 5000,
  partials: true,
};

type Heard = Extract<SttMessage, { type: 'partial' | 'final' }>;
type Facts = Omit<Heard, 'type' | 'text'>;

export const audio = (frames: number): HearingInput => ({ type: 'audio', frames });
export const final = (text: string, facts: Facts = {}): HearingInput => ({
  type: 'message',
  message: { type: 'final', text, ...facts },
});
export const partial = (text: string, facts: Facts = {}): HearingInput => ({
  type: 'message',
  message: { type: 'partial', text, ...facts },
});
export const utteranceEnd = (at?: number): HearingInput => ({
  type: 'message',
  message: { type: 'utterance-end', ...(at === undefined ? {} : { at }) },
});
export const error = (code: string): HearingInput => ({
  type: 'message',
  message: { type: 'error', code, message: 'no' },
});
export const elapsed = (timer: HearingTimer): HearingInput => ({ type: 'elapsed', timer });

/** An input; one that needs nothing but its name; or so many ms that pass. */
export type Move =
  | HearingInput
  | 'finalize'
  | 'end'
  | 'dialling'
  | 'waiting'
  | 'ready'
  | 'lost'
  | 'unwanted'
  | 'renewed'
  | 'hold'
  | 'release'
  | number;

const named = (move: Extract<Move, string>): HearingInput =>
  move === 'hold' || move === 'release' ? { type: move, waiting: 1200 } : { type: move };

/** Plays moves, with a socket that takes all it is given, and tells in short what each brought about. */
export function play(moves: readonly Move[], with_: Partial<HearingRules> = {}) {
  const used = { ...rules, ...with_ };
  let state: Hearing = unheard;
  let now = 1000;
  const rows = moves.map((move) => {
    if (typeof move === 'number') {
      now += move;
      return [];
    }
    const told: string[] = [];
    let input: HearingInput | undefined = typeof move === 'string' ? named(move) : move;
    for (let steps = 0; input !== undefined; steps++) {
      if (steps > 1000) throw new Error(`It goes on for ever: ${JSON.stringify(state)}`);
      const step = hearStep(used, state, input, now);
      state = step.state;
      told.push(...step.effects.filter(({ type }) => type !== 'more').map(inShort));
      const more = step.effects.some(({ type }) => type === 'more');
      input = more ? { type: 'go' } : undefined;
    }
    return told;
  });
  return { rows, last: rows.at(-1) ?? [], all: rows.flat(), state };
}

/** A line that has heard so much. */
export const listening = (frames: number): Move[] => [audio(frames), 'dialling', 'ready'];

export function inShort(effect: HearingEffect): string {
  switch (effect.type) {
    case 'send':
      return effect.request.type;
    case 'send-audio':
      return `audio ${effect.span.from}-${effect.span.to}`;
    case 'forget':
      return `forget ${effect.before}`;
    case 'arm':
      return `arm ${effect.timer} ${effect.ms}`;
    case 'disarm':
      return `disarm ${effect.timer}`;
    case 'drop':
    case 'fail':
      return `${effect.type} ${effect.error.code}`;
    case 'note': {
      const { event } = effect;
      return event.type === 'replayed' ? `replayed ${event.from}-${event.to}` : event.type;
    }
    case 'heard': {
      const { event } = effect;
      switch (event.type) {
        case 'gap':
          return `gap ${event.from}-${event.to}`;
        case 'utterance-end':
          return `utterance-end ${event.at ?? '?'}`;
        default:
          return `${event.type} '${event.text}'${event.end === undefined ? '' : ` ${event.start ?? '?'}-${event.end}`}`;
      }
    }
    default:
      return effect.type;
  }
}
