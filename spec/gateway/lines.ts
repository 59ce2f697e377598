import { map, Observable } from 'rxjs';
import { type Frame } from '../../src/connection';
import { type Gateway, type GatewayRequest } from '../../src/gateway';

/** What a client sends, by the letter that stands for it in a diagram. */
export const client = {
  i: '{"type":"init","config":{"sample_rate":8000}}',
  p: '{"type":"init","config":{"sample_rate":8000,"enable_partials":true}}',
  t: '{"type":"text","text":"abc"}',
  u: '{"type":"text","text":"de"}',
  v: '{"type":"text","text":"fg","flush":true}',
  f: '{"type":"flush"}',
  c: '{"type":"clear"}',
  x: '{"type":"cancel"}',
  q: '{"type":"close"}',
  k: '{"type":"keepalive"}',
  z: '{"type":"finalize"}',
  b: new Uint8Array([1, 2]),
  n: '{"type":"nonsense"}',
  j: 'not JSON',
  w: '{"type":"text","text":"  "}',
} satisfies Record<string, Frame>;

const letters: Record<string, string> = {
  ready: 'R',
  segment_start: 'B',
  segment_end: 'E',
  flushed: 'F',
  audio_end: 'A',
  cleared: 'C',
  error: 'X',
  timestamps: 'W',
  partial_transcript: 'P',
  final_transcript: 'T',
  utterance_end: 'U',
};

/** A server frame as one letter of a diagram: a capital for a message; for audio the letter that its first tone is, `_` for a space. */
export function letterOf(frame: Frame): string {
  if (typeof frame === 'string') {
    const { type } = JSON.parse(frame) as { type: string };
    return letters[type] ?? '?';
  }
  const first = new DataView(frame.buffer, frame.byteOffset).getInt16(0, true);
  const letter = String.fromCharCode((first - 50) / 100);
  return letter === ' ' ? '_' : letter;
}

/** A dial to a gateway, which of them only the faults look at. */
export const request: GatewayRequest = { url: 'ws://test/v1/tts/a/b', headers: {} };

/** A line to a gateway, as its letters. */
export const lineOf = (gateway: Gateway, client$: Observable<Frame>) =>
  gateway(client$, request).pipe(map(letterOf));

/** What a gateway answers in the same call, before any time passes. */
export function answersOf(gateway: Gateway, ...frames: Frame[]): Frame[] {
  const answers: Frame[] = [];
  const client$ = new Observable<Frame>((client) => frames.forEach((frame) => client.next(frame)));
  const line = gateway(client$, request).subscribe((frame) => answers.push(frame));
  line.unsubscribe();
  return answers;
}

/** The text messages among frames, read. */
export const messagesIn = (frames: readonly Frame[]) =>
  frames
    .filter((frame) => typeof frame === 'string')
    .map((frame) => JSON.parse(frame) as Record<string, unknown>);
