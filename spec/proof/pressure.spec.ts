import {
  concat,
  concatMap,
  finalize,
  ignoreElements,
  interval,
  map,
  merge,
  mergeMap,
  NEVER,
  type Observable,
  of,
  range,
  take,
  takeUntil,
  tap,
  timer,
} from 'rxjs';
import { type AudioChunk } from '../../src/audio';
import { type Frame, type SocketFactory, type WebSocketLike } from '../../src/connection';
import {
  faults,
  type Gateway,
  sttGateway,
  type SynthesisEngine,
  ttsGateway,
} from '../../src/gateway';
import { type SpeechCommand } from '../../src/protocol';
import {
  recognizer,
  type RecognizerOptions,
  synthesizer,
  type SynthesizerOptions,
} from '../../src/sessions';
import { fakeSocket } from '../../src/testing';
import { virtually } from './virtually';

const format = { encoding: 'linear16', sampleRate: 8000, channels: 1 } as const;
/** Bytes of a second, and of a chunk of 20 ms. */
const second = 16_000;
const chunk: AudioChunk = { data: new Uint8Array(320), format };
const flush: SpeechCommand = { type: 'flush' };

/** A gateway behind sockets that are counted: the most bytes that ever waited in one, and what each line was sent. */
function counted(gateway: Gateway) {
  const sockets: WebSocketLike[] = [];
  const lines: { audio: number; texts: string[] }[] = [];
  const watched: Gateway = (client$, request) => {
    const line = { audio: 0, texts: [] as string[] };
    lines.push(line);
    const count = (frame: Frame) => {
      if (typeof frame !== 'string') line.audio += frame.length;
      else if (frame.includes('"text"'))
        line.texts.push((JSON.parse(frame) as { text: string }).text);
    };
    return gateway(client$.pipe(tap(count)), request);
  };
  const factory = fakeSocket(watched, { latency: 1 });
  const socket: SocketFactory = Object.assign(
    (endpoint: Parameters<SocketFactory>[0]) => {
      const opened = factory(endpoint);
      sockets.push(opened);
      return opened;
    },
    { sendsHeaders: true },
  );
  const counts = {
    lines,
    most: 0,
    look: () =>
      sockets.forEach((each) => (counts.most = Math.max(counts.most, each.bufferedAmount ?? 0))),
  };
  return { counts, gateway: { url: 'wss://voice.test', token: 'KEY', socket } };
}

const common = { model: 'some/model:1', backoff: { initial: 5, jitter: 'none' } } as const;

function speak(
  gateway: Gateway,
  text$: Observable<string | SpeechCommand>,
  until$: Observable<unknown> = NEVER,
  options: Partial<SynthesizerOptions> = {},
) {
  const { counts, gateway: counting } = counted(gateway);
  const events: { type: string; sample?: string }[] = [];
  const course = virtually(() => {
    const tts = synthesizer({
      ...common,
      gateway: counting,
      sampleRate: 8000,
      keepalive: false,
      ...options,
    });
    tts.events$.subscribe((event) => events.push(event));
    return tts.speak(text$.pipe(tap(counts.look))).pipe(
      takeUntil(merge(until$, interval(10).pipe(tap(counts.look), ignoreElements()))),
      finalize(() => tts.close()),
    );
  });
  return { ...course, counts, events };
}

function hear(gateway: Gateway, seconds: number, options: Partial<RecognizerOptions> = {}) {
  const { counts, gateway: counting } = counted(gateway);
  const course = virtually(() => {
    const stt = recognizer({ ...common, gateway: counting, keepalive: 1000, ...options });
    const audio$ = interval(20).pipe(
      take(seconds * 50),
      map(() => chunk),
      tap(counts.look),
    );
    return stt.transcribe(audio$).pipe(finalize(() => stt.close()));
  });
  const gaps = course.values.flatMap((event) => (event.type === 'gap' ? [event] : []));
  return { ...course, counts, missing: gaps.reduce((sum, { from, to }) => sum + to - from, 0) };
}

/** A voice that says two bytes of each text, at once. */
const short: SynthesisEngine = {
  synthesize: (_, voice) => of({ data: new Uint8Array(2), format: voice.format }),
};
const shortGateway = (more: Parameters<typeof ttsGateway>[0] = {}) =>
  ttsGateway({ engine: short, words: false, maxText: 2_000_000, ...more });

/** Answers init and the first flush so, and goes on as it likes. */
const answering =
  (ready$: Observable<Frame>, spoken$: Observable<Frame> = NEVER): Gateway =>
  (client$) =>
    client$.pipe(
      mergeMap((frame) => {
        const { type } = JSON.parse(frame as string) as { type: string };
        return type === 'init' ? ready$ : type === 'flush' ? spoken$ : [];
      }),
    );
const ready: Frame = '{"type":"ready"}';

describe('memory, whatever the peer does', () => {
  it('should hold a second of audio and a step in the socket of a slow reader, and a window beside it', () => {
    const stuck = faults.slowDrain({ rate: 0, at: 'ready' })(sttGateway());
    const { counts, missing, error, hung } = hear(stuck, 120, { replayWindow: 3000 });

    expect({ error, hung }).toEqual({ error: undefined, hung: false });
    expect(counts.most).toBeGreaterThan(second);
    expect(counts.most).toBeLessThan(second * 1.25 + 1000);
    // The line was dead after six seconds, and the next one had no more than what was kept, and what came then.
    expect(counts.lines[0]?.audio).toBe(0);
    const [, next] = counts.lines;
    expect(next?.audio).toBe(120 * second - (missing * second) / 1000);
    expect(missing).toBeGreaterThanOrEqual(2900);
  });

  it('should keep a window of an utterance that never ends', () => {
    const endless = faults.noFinal()(sttGateway());
    const { counts, missing, error, hung } = hear(endless, 60, {
      replayWindow: 2000,
      finalTimeout: 1000,
    });

    expect({ error, hung }).toEqual({ error: undefined, hung: false });
    expect(counts.lines.map(({ audio }) => audio)).toEqual([60 * second, 2 * second]);
    expect(missing).toBe(58_000);
  });

  it('should put one segment on a line that is not read, of however many that wait', () => {
    const stuck = faults.slowDrain({ rate: 0, at: 'ready' })(ttsGateway());
    const sentence = `${'A sentence of a thousand characters. '.repeat(27)} `;
    const text$ = range(1, 1000).pipe(concatMap(() => of(sentence, flush)));
    const { counts, hung } = speak(stuck, text$, timer(5000));

    expect(hung).toBe(false);
    expect(counts.most).toBeGreaterThan(sentence.length);
    expect(counts.most).toBeLessThan(sentence.length + 200);
  });

  it('should send a text of a million characters once, in the pieces it came in, and again when its line is lost', () => {
    const lost = faults.dieBeforeAudio()(shortGateway());
    const token = 'ten chars ';
    const tokens$ = concat(
      timer(50).pipe(ignoreElements()),
      range(0, 100_000).pipe(map(() => token)),
    );
    const { counts, values, error } = speak(lost, tokens$);

    expect(error).toBeUndefined();
    expect(values).toHaveLength(1);
    const [first, again] = counts.lines;
    const sum = (texts: readonly string[] = []) =>
      texts.reduce((all, { length }) => all + length, 0);
    expect([sum(first?.texts), sum(again?.texts)]).toEqual([1_000_000, 1_000_000]);
    expect(again?.texts).toHaveLength(1);
  });

  it('should hand on each frame of a segment that never ends as it comes, and keep none', () => {
    const frame = new Uint8Array(641);
    const endless = answering(of(ready), interval(10).pipe(map(() => frame)));
    const { values, error, hung } = speak(endless, of('Go on.'), timer(60_000));

    expect({ error, hung }).toEqual({ error: undefined, hung: false });
    expect(values.length).toBeGreaterThan(5900);
    // Each chunk is a frame, but for the half of a sample that waits for its other half.
    expect([...new Set(values.map(({ data }) => data.length))].sort()).toEqual([640, 642]);
  });

  it('should make one short event of each frame of a flood, and keep a hundred of those before ready', () => {
    const odd = JSON.stringify({ type: 'flood', padding: 'x'.repeat(10_000) });
    const flood$ = range(0, 2000).pipe(map((i) => (i % 2 === 0 ? odd : 'no JSON'.repeat(2000))));
    const before = speak(answering(concat(flood$, of(ready))), of('Hello.'), timer(500));
    const after = speak(answering(concat(of(ready), flood$)), of('Hello.'), timer(500));

    const told = ({ events }: typeof before) =>
      events.flatMap(({ sample }) => (sample === undefined ? [] : [sample.length]));
    expect(told(before)).toHaveLength(100);
    expect(told(after)).toHaveLength(2000);
    expect(Math.max(...told(before), ...told(after))).toBeLessThanOrEqual(201);
    expect([before.error, after.error]).toEqual([undefined, undefined]);
  });
});
