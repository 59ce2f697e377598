import { Observable, tap } from 'rxjs';
import { type Frame } from '../../src/connection';
import { type Gateway } from '../../src/gateway';

/** The states of a line that speaks, as its gateway sees them. */
export const speakingStates = [
  'opening',
  'greeting',
  'idle',
  'collecting',
  'flushed',
  'speaking',
  'ending',
  'clearing',
] as const;

/** The states of a line that listens, as its gateway sees them. */
export const hearingStates = [
  'opening',
  'greeting',
  'idle',
  'hearing',
  'showing',
  'owed',
  'ended',
] as const;

export type LineState = (typeof speakingStates)[number] | (typeof hearingStates)[number];

type Step = (state: LineState, type: string, text: string) => LineState;

const fromSpeaker: Step = (state, type) => {
  if (type === 'init') return 'greeting';
  if (type === 'clear') return 'clearing';
  if (state === 'idle' && type === 'text') return 'collecting';
  return type === 'flush' ? 'flushed' : state;
};

const toSpeaker: Step = (state, type) => {
  if (state === 'greeting') return type === 'ready' ? 'idle' : state;
  if (state === 'clearing') return type === 'cleared' ? 'idle' : state;
  if (type === 'binary') return 'speaking';
  if (type === 'flushed') return 'ending';
  return type === 'audio_end' ? 'idle' : state;
};

const fromListener: Step = (state, type) => {
  if (type === 'init') return 'greeting';
  if (type === 'finalize') return 'owed';
  if (type === 'close') return 'ended';
  return type === 'binary' && state === 'idle' ? 'hearing' : state;
};

const toListener: Step = (state, type, text) => {
  if (state === 'greeting') return type === 'ready' ? 'idle' : state;
  if (state === 'ended') return state;
  if (type === 'partial_transcript' && state !== 'owed') return text === '' ? 'hearing' : 'showing';
  return type === 'final_transcript' ? 'hearing' : state;
};

/** The type of a message; what cannot be read has none, and changes nothing. */
function read(frame: Frame): [type: string, text: string] {
  if (typeof frame !== 'string') return [frame.length > 0 ? 'binary' : '', ''];
  try {
    const { type, transcript = '' } = JSON.parse(frame) as { type: unknown; transcript?: string };
    return [String(type), transcript];
  } catch {
    return ['', ''];
  }
}

/** When a line came into a state, ms after it was opened. */
export interface Entered {
  readonly state: LineState;
  readonly at: number;
}

/** One line, watched from just above its healthy gateway: it sees what truly passes. */
export interface LineWatch {
  readonly gateway: (gateway: Gateway) => Gateway;
  /** The state that the line is in now. */
  readonly state: () => LineState;
  /** The states it came into, in order. */
  readonly entered: readonly Entered[];
}

/**
 * Watches one line, and tells in which state it is.
 *
 * @param now - the clock
 */
export function watchLine(service: 'tts' | 'stt', now: () => number = () => 0): LineWatch {
  const [up, down] = service === 'tts' ? [fromSpeaker, toSpeaker] : [fromListener, toListener];
  const entered: Entered[] = [{ state: 'opening', at: 0 }];
  const began = now();
  let state: LineState = 'opening';
  const step = (how: Step, frame: Frame) => {
    const next = how(state, ...read(frame));
    if (next === state) return;
    state = next;
    entered.push({ state, at: now() - began });
  };

  return {
    gateway: (gateway) => (client$, request) =>
      new Observable((output) =>
        gateway(client$.pipe(tap((frame) => step(up, frame))), request).subscribe({
          // Behind the frame: a fault that it sets off strikes in the state before it.
          next: (frame) => {
            output.next(frame);
            step(down, frame);
          },
          error: (error: unknown) => output.error(error),
          complete: () => output.complete(),
        }),
      ),
    state: () => state,
    entered,
  };
}
