import { Observable } from 'rxjs';
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

export interface Strikes {
  /** Wraps the healthy gateway: it sees what truly passes. */
  readonly below: (gateway: Gateway) => Gateway;
  /** Wraps the faulty one: it sees what becomes of it. */
  readonly above: (gateway: Gateway) => Gateway;
  /** The states in which a fault struck, in order: a line that ended other than by its gateway or its client, a foreign frame. */
  readonly struck: LineState[];
  /** The states of each line. */
  readonly lines: Entered[][];
}

/**
 * Watches a gateway from below and above a fault, and tells in which state of the line the fault struck.
 *
 * @param now - the clock
 */
export function strikes(service: 'tts' | 'stt', now: () => number): Strikes {
  const [up, down] = service === 'tts' ? [fromSpeaker, toSpeaker] : [fromListener, toListener];
  const struck: LineState[] = [];
  const lines: Entered[][] = [];
  // Both watchers of a line share this: a gateway is subscribed to from above to below in one call.
  let line: Line | undefined;

  const below =
    (gateway: Gateway): Gateway =>
    (client$, request) =>
      new Observable((output) => {
        const mine = line;
        if (mine === undefined) throw new Error('A line needs both watchers.');
        mine.reached = true;
        let over = false;
        const step = (how: Step, frame: Frame) => mine.enter(how(mine.state, ...read(frame)));
        const heard$ = new Observable<Frame>((client) =>
          client$.subscribe({
            next: (frame) => {
              step(up, frame);
              client.next(frame);
            },
            complete: () => {
              over = true;
              client.complete();
            },
          }),
        );
        const work = gateway(heard$, request).subscribe({
          next: (frame) => {
            mine.passing = frame;
            output.next(frame);
            mine.passing = undefined;
            step(down, frame);
          },
          error: (error: unknown) => {
            over = true;
            output.error(error);
          },
          complete: () => {
            over = true;
            output.complete();
          },
        });
        return () => {
          if (!over && !mine.left) struck.push(mine.state);
          work.unsubscribe();
        };
      });

  const above =
    (gateway: Gateway): Gateway =>
    (client$, request) =>
      new Observable((output) => {
        const mine = newLine(now);
        lines.push(mine.entered);
        line = mine;
        const work = gateway(client$, request).subscribe({
          next: (frame) => {
            // A frame that the gateway below is not sending now: rubbish, or a ready that was held back.
            if (frame !== mine.passing) {
              struck.push(read(frame)[0] === 'ready' ? 'greeting' : mine.state);
            }
            output.next(frame);
          },
          error: (error: unknown) => {
            if (!mine.reached) struck.push(mine.state);
            output.error(error);
          },
          complete: () => output.complete(),
        });
        return () => {
          mine.left = true;
          work.unsubscribe();
        };
      });

  return { below, above, struck, lines };
}

function newLine(now: () => number) {
  const began = now();
  const entered: Entered[] = [{ state: 'opening', at: 0 }];
  const line = {
    state: 'opening' as LineState,
    entered,
    reached: false,
    left: false,
    passing: undefined as Frame | undefined,
    enter(state: LineState) {
      if (state === line.state) return;
      line.state = state;
      entered.push({ state, at: now() - began });
    },
  };
  return line;
}

type Line = ReturnType<typeof newLine>;
