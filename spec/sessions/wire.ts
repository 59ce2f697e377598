import { cold } from 'jest-marbles';
import {
  catchError,
  filter,
  finalize,
  map,
  type Observable,
  of,
  type OperatorFunction,
  Subject,
  throwError,
} from 'rxjs';
import { type AudioChunk } from '../../src/audio';
import { type Frame, type SocketFactory } from '../../src/connection';
import { isVoiceError, VoiceError } from '../../src/errors';
import { type Gateway, type GatewayRequest } from '../../src/gateway';
import { type Synthesizer, synthesizer, type SynthesizerOptions } from '../../src/sessions';
import { fakeSocket } from '../../src/testing';

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const error = (code: string) => JSON.stringify({ type: 'error', code, message: `${code} here` });

/** What a gateway says, by the letter that stands for it in a diagram. Small letters are audio: a byte, which is 1 ms. */
export const server: Record<string, Frame> = {
  ...Object.fromEntries('a b c d e f g h'.split(' ').map((letter) => [letter, bytes(letter)])),
  R: '{"type":"ready","session_id":"s1"}',
  F: '{"type":"flushed"}',
  A: '{"type":"audio_end"}',
  C: '{"type":"cleared"}',
  S: '{"type":"segment_start"}',
  G: '{"type":"go_away"}',
  X: error('provider_error'),
  Y: error('config_error'),
  N: '{"type":"novelty"}',
  J: 'not JSON',
  W: '{"type":"timestamps","word_timestamps":{"words":["x"],"start":[0],"end":[0.002]}}',
};

const letters: Record<string, string> = {
  init: 'i',
  flush: 'f',
  clear: 'c',
  close: 'q',
  keepalive: 'k',
};

/** A client frame as its letter; of text, the text. */
export function letterOf(frame: Frame): string {
  if (typeof frame !== 'string') return '?';
  const { type, text } = JSON.parse(frame) as { type: string; text?: string };
  return type === 'text' ? (text ?? '') : (letters[type] ?? '?');
}

export const closed = (closeCode: number, reason = '') =>
  new VoiceError('socket-closed', 'Closed.', { closeCode, reason }, { retryable: true });
export const lost = new VoiceError('socket-lost', 'Lost.', {}, { retryable: true });
export const refused = (status: number, body = '') =>
  new VoiceError('socket-refused', 'Refused.', { status, body }, { retryable: false });

/** What a gateway says on one line, from its dial on, and the error it ends with. */
export type Diagram = string | readonly [diagram: string, error: VoiceError];

/**
 * A gateway that says what its diagrams say, one a line, whatever it is told.
 *
 * `sent$` is what it was told, but for the `close` at the end of an idle line, which `all$` has too.
 */
export function wire(...diagrams: readonly Diagram[]) {
  const all = new Subject<string>();
  const requests: GatewayRequest[] = [];
  const inits: unknown[] = [];
  const lines = diagrams.map((each): Observable<Frame> => {
    if (typeof each === 'string') return cold<Frame>(each, server);
    const [diagram, end] = each;
    // A refusal counts only where it is the first thing, at once.
    if (end.code === 'socket-refused') return throwError(() => end);
    return cold<Frame>(diagram, server, end);
  });
  const gateway: Gateway = (client$, request) => {
    const line = lines[requests.length];
    requests.push(request);
    if (line === undefined) throw new Error(`There is no diagram of line ${requests.length}.`);
    const told = client$.subscribe((frame) => {
      if (letterOf(frame) === 'i') inits.push(JSON.parse(frame as string));
      all.next(letterOf(frame));
    });
    return line.pipe(finalize(() => told.unsubscribe()));
  };
  return {
    gateway,
    requests,
    inits,
    all$: all.asObservable(),
    sent$: all.pipe(filter((letter) => letter !== 'q')),
  };
}

/** A session in mulaw at 1000 Hz, so that a byte is a sample is a ms; retries after 3 ms, 6 ms, ... */
export function session(
  gateway: Gateway | SocketFactory,
  options: Partial<SynthesizerOptions> = {},
) {
  const socket = 'sendsHeaders' in gateway ? gateway : fakeSocket(gateway as Gateway);
  return synthesizer({
    gateway: { url: 'wss://voice.test', token: 'KEY-7f3a', socket },
    model: 'some/model:1',
    encoding: 'mulaw',
    sampleRate: 1000,
    keepalive: false,
    maxLineAge: Infinity,
    idleTimeout: 50,
    ...options,
    backoff: { initial: 3, jitter: 'none', ...options.backoff },
  });
}

/** Audio as the letters of its bytes. */
export const asText: OperatorFunction<AudioChunk, string> = map(({ data }) =>
  String.fromCharCode(...data),
);

/** An error as a value: its code. */
export const codeOf = catchError((error: unknown) =>
  of(isVoiceError(error) ? error.code : 'other'),
);

/** `status$`, with causes as their codes. */
export const statusOf = ({ status$ }: Synthesizer) =>
  status$.pipe(
    map((status) => ('cause' in status ? { ...status, cause: status.cause.code } : status)),
  );
