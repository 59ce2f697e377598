import { cold } from 'jest-marbles';
import {
  from,
  ignoreElements,
  map,
  merge,
  mergeMap,
  NEVER,
  type Observable,
  Subject,
  tap,
  throwError,
} from 'rxjs';
import { type AudioChunk, type AudioFormat } from '../../src/audio';
import { type Endpoint, type Frame, type SocketFactory } from '../../src/connection';
import { type VoiceError } from '../../src/errors';
import { type Gateway, type GatewayRequest } from '../../src/gateway';
import { type SpeechEvent } from '../../src/protocol';
import { recognizer, type RecognizerOptions } from '../../src/sessions';
import { fakeSocket } from '../../src/testing';

export const mulaw: AudioFormat = { encoding: 'mulaw', sampleRate: 1000, channels: 1 };
const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** In mulaw at 1000 Hz a letter is a byte is a sample is a ms. */
export const chunk = (text: string, format = mulaw): AudioChunk => ({ data: bytes(text), format });
export const chunks = Object.fromEntries(
  'abcdefgh'.split('').map((letter) => [letter, chunk(letter)]),
);

const transcript = (type: string, text: string, more: object = {}) =>
  JSON.stringify({ type: `${type}_transcript`, transcript: text, ...more });
const word = (word: string, start: number, end: number) => ({
  words: [{ word, start: start / 1000, end: end / 1000 }],
});
const error = (code: string) =>
  JSON.stringify({ type: 'error', code, message: `${code} for KEY-7f3a` });

/** What a gateway says, by the letter that stands for it in a diagram. */
export const server: Record<string, Frame> = {
  R: '{"type":"ready","session_id":"s1"}',
  P: transcript('partial', 'hel'),
  E: transcript('partial', ''),
  T: transcript('final', 'hello'),
  O: transcript('final', ''),
  V: transcript('final', 'one', word('one', 0, 2)),
  W: transcript('final', 'two', word('two', 1, 3)),
  M: transcript('final', 'mark', { ...word('mark', 0, 1), from_finalize: true }),
  U: '{"type":"utterance_end","last_word_end":0.002}',
  G: '{"type":"go_away"}',
  X: error('provider_error'),
  Y: error('config_error'),
  K: error('unknown_type'),
  N: '{"type":"novelty","note":"KEY-7f3a"}',
  J: 'not JSON KEY-7f3a',
};

const timed = (text: string, start: number, end: number) =>
  ({ type: 'final', text, start, end, words: [{ text, start, end }] }) as const;

/** What users hear of it, by the same letter in lower case; `g` and `G` are gaps. */
export const events: Record<string, SpeechEvent> = {
  p: { type: 'partial', text: 'hel' },
  e: { type: 'partial', text: '' },
  t: { type: 'final', text: 'hello' },
  o: { type: 'final', text: '' },
  v: timed('one', 0, 2),
  w: timed('two', 1, 3),
  m: timed('mark', 0, 1),
  u: { type: 'utterance-end', at: 2 },
};

const letters: Record<string, string> = { init: 'i', finalize: 'z', close: 'q', keepalive: 'k' };

/** A client frame as its letter; of audio, the audio. */
export function letterOf(frame: Frame): string {
  if (typeof frame !== 'string') return String.fromCharCode(...frame);
  return letters[(JSON.parse(frame) as { type: string }).type] ?? '?';
}

/** What a gateway says on one line, from its dial on, and the error it ends with. */
export type Diagram = string | readonly [diagram: string, error: VoiceError];

/** A gateway that says what its diagrams say, one a line, whatever it is told. */
export function wire(...diagrams: readonly Diagram[]) {
  const lines = diagrams.map((each) => {
    if (typeof each === 'string') return cold<Frame>(each, server);
    // A refusal must be the first thing a gateway does, in the same call.
    return each[0] === '#' ? throwError(() => each[1]) : cold<Frame>(each[0], server, each[1]);
  });
  return spied((line) => lines[line] ?? NEVER);
}

/** A gateway that answers each frame, by its letter, with what `answers` has for it. */
export const answering = (answers: Record<string, string>) =>
  spied((_, sent$) =>
    sent$.pipe(
      mergeMap((letter) =>
        from((answers[letter] ?? '').split('').map((each) => server[each] ?? '')),
      ),
    ),
  );

/** A gateway, and what it was told: its frames as letters, its requests, and how many lines it has now. */
function spied(line: (number: number, sent$: Observable<string>) => Observable<Frame>) {
  const sent = new Subject<string>();
  const requests: GatewayRequest[] = [];
  const dialled = new Subject<GatewayRequest>();
  const inits: unknown[] = [];
  let open = 0;
  const gateway: Gateway = (client$, request) => {
    const number = requests.push(request) - 1;
    dialled.next(request);
    const told = new Subject<string>();
    open++;
    return merge(
      line(number, told),
      client$.pipe(
        tap({
          next: (frame) => {
            if (letterOf(frame) === 'i') inits.push(JSON.parse(frame as string));
            sent.next(letterOf(frame));
            told.next(letterOf(frame));
          },
          finalize: () => open--,
        }),
        ignoreElements(),
      ),
    );
  };
  return {
    gateway,
    requests,
    requests$: dialled.asObservable(),
    inits,
    sent$: sent.asObservable(),
    open: () => open,
  };
}

/** A session whose retries come after 3 ms, 6 ms, ... and which sends no keepalive. */
export function session(
  gateway: Gateway | SocketFactory,
  options: Partial<RecognizerOptions> = {},
) {
  const socket = 'sendsHeaders' in gateway ? gateway : fakeSocket(gateway as Gateway);
  return recognizer({
    gateway: { url: 'wss://voice.test', token: 'KEY-7f3a', socket },
    model: 'some/model:1',
    keepalive: false,
    maxLineAge: Infinity,
    ...options,
    backoff: { initial: 3, jitter: 'none', ...options.backoff },
  });
}

/** A socket that says it holds so many bytes, and more with all that is sent where it `grows`. */
export function slowSocket(gateway: Gateway) {
  const socket = { holds: 0, grows: false };
  const inner = fakeSocket(gateway);
  const factory: SocketFactory = Object.assign(
    (endpoint: Endpoint) => {
      const made = inner(endpoint);
      const send = made.send.bind(made);
      made.send = (data) => {
        if (socket.grows) socket.holds += (data as Frame).length;
        send(data);
      };
      return Object.defineProperty(made, 'bufferedAmount', { get: () => socket.holds });
    },
    { sendsHeaders: true },
  );
  return { socket, factory };
}

/** `status$` in short. */
export const inShort = map(
  (status: { state: string; attempt?: number; delay?: number; cause?: VoiceError }) =>
    [status.state, status.attempt, status.delay, status.cause?.code]
      .filter((each) => each !== undefined)
      .join(' '),
);
