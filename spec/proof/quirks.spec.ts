import {
  concat,
  concatMap,
  finalize,
  from,
  ignoreElements,
  map,
  merge,
  type Observable,
  take,
  tap,
  timer,
} from 'rxjs';
import { type AudioChunk } from '../../src/audio';
import { type Frame } from '../../src/connection';
import {
  faults,
  type Gateway,
  toneVoice,
  ttsGateway,
  type TtsGatewayOptions,
} from '../../src/gateway';
import { type Synthesizer, synthesizer, type SynthesizerOptions } from '../../src/sessions';
import { fakeSocket } from '../../src/testing';
import { virtually } from './virtually';

const format = { encoding: 'linear16', sampleRate: 8000, channels: 1 } as const;

/** What a session sends to a gateway, and how often it dials. */
function watched(gateway: Gateway) {
  const sent: { type: string; text?: string }[] = [];
  const watch = {
    dials: 0,
    sent,
    gateway: ((client$, request) => {
      watch.dials += 1;
      const seen$ = client$.pipe(
        tap((frame: Frame) => {
          if (typeof frame === 'string') sent.push(JSON.parse(frame) as { type: string });
        }),
      );
      return gateway(seen$, request);
    }) satisfies Gateway,
  };
  return watch;
}

/** Does something with a session in virtual time, and closes it. */
function run<T>(
  gateway: Gateway,
  work: (tts: Synthesizer) => Observable<T>,
  options: Partial<SynthesizerOptions> = {},
  route: 'bridge' | 'direct' = 'bridge',
) {
  return virtually(() => {
    const tts = synthesizer({
      gateway: { url: 'wss://voice.test', token: 'KEY', socket: fakeSocket(gateway), route },
      model: 'some/model:1',
      sampleRate: 8000,
      keepalive: 1000,
      backoff: { initial: 5, jitter: 'none' },
      ...options,
    });
    return work(tts).pipe(finalize(() => tts.close()));
  });
}

const hex = (chunks: readonly AudioChunk[]) =>
  chunks.map(({ data }) => Buffer.from(data).toString('hex')).join('');

/** What the voice makes of segments. */
function sound(...segments: readonly string[]) {
  const parts: AudioChunk[] = [];
  from(segments)
    .pipe(concatMap((text) => toneVoice().synthesize(text, { format })))
    .subscribe((part) => {
      if ('data' in part) parts.push(part);
    });
  return hex(parts);
}

/** Tokens as they come, 5 ms apart, on a line that is ready. */
const tokens = (...texts: readonly string[]) =>
  from(texts).pipe(concatMap((text) => timer(5).pipe(map(() => text))));
const idle = (ms: number) => timer(ms).pipe(ignoreElements());

describe('quirks of gateways', () => {
  it.each<[string, TtsGatewayOptions, 'bridge' | 'direct']>([
    ['binary', { audio: 'binary' }, 'bridge'],
    ['base64', { audio: 'base64' }, 'bridge'],
    ['nested', { audio: 'nested' }, 'bridge'],
    ['without a type', { audio: 'typeless' }, 'bridge'],
    ['in native words', { native: true }, 'direct'],
    ['without a ready', { ready: false }, 'direct'],
    ['at once', { pace: Infinity, clearDelay: 0 }, 'bridge'],
    ['and ended by flushed alone', { terminals: ['flushed'] }, 'bridge'],
    ['and ended by audio_end alone', { terminals: ['audio_end'] }, 'bridge'],
    ['and ended the other way round', { terminals: ['audio_end', 'flushed'] }, 'bridge'],
    ['and the line closed behind it', { closeAfterTurn: true }, 'bridge'],
  ])('should change nothing: audio that comes %s', (_, options, route) => {
    const { values, error } = run(
      ttsGateway(options),
      (tts) => concat(tts.speak('Hello.'), idle(40), tts.speak('And again.')),
      {},
      route,
    );

    expect(error).toBeUndefined();
    expect(hex(values)).toBe(sound('Hello.', 'And again.'));
  });

  it('should say nothing on the wire that the bridge does not know, and never cancel', () => {
    const { gateway, sent } = watched(ttsGateway());
    run(gateway, (tts) =>
      concat(tts.speak('It will be interrupted.').pipe(take(2)), tts.speak('Yes.'), idle(3000)),
    );

    expect([...new Set(sent.map(({ type }) => type))].sort()).toEqual([
      'clear',
      'close',
      'flush',
      'init',
      'keepalive',
      'text',
    ]);
  });

  it('should keep an idle line by messages, where pings do not count', () => {
    const quick = watched(ttsGateway({ idleTimeout: 3000 }));
    run(quick.gateway, (tts) => concat(tts.speak('One.'), idle(9000), tts.speak('Two.')));
    const deaf = watched(ttsGateway({ idleTimeout: 3000 }));
    run(deaf.gateway, (tts) => concat(tts.speak('One.'), idle(9000), tts.speak('Two.')), {
      keepalive: false,
    });

    expect([quick.dials, deaf.dials]).toEqual([1, 2]);
  });

  it('should dial one line, however many ask for one', () => {
    const { gateway, ...watch } = watched(ttsGateway({ ready: 20 }));
    let dials = 0;
    const counted: Gateway = (client$, request) => ((dials += 1), gateway(client$, request));
    const { error } = run(counted, (tts) => {
      tts.warm();
      tts.warm();
      return merge(tts.speak('One.'), tts.speak('Two.'), timer(5).pipe(map(() => tts.warm())));
    });

    expect(error).toBeUndefined();
    expect(dials).toBe(1);
    expect(watch.sent.filter(({ type }) => type === 'init')).toHaveLength(1);
  });

  it('should join text without a letter to its neighbour, for routes that refuse it', () => {
    const { gateway, sent } = watched(ttsGateway({ letterless: 'refuse' }));
    const { values, error } = run(gateway, (tts) =>
      tts.speak(tokens('— ', '4.5 ', 'per cent ', '(', '3 ', 'points) ', '.', '.. ', 'more.')),
    );

    expect(error).toBeUndefined();
    expect(sent.flatMap(({ text }) => (text === undefined ? [] : [text]))).toEqual([
      '— 4.5 per cent ',
      '(3 points) ',
      '... more.',
    ]);
    expect(hex(values)).toBe(sound('— 4.5 per cent (3 points) ... more.'));
  });

  it('should say a rest without a letter as it is, rather than lose it', () => {
    const { gateway, sent } = watched(ttsGateway());
    run(gateway, (tts) => tts.speak(tokens('It is ', '4.5', '!')));

    expect(sent.flatMap(({ text }) => (text === undefined ? [] : [text]))).toEqual([
      'It is ',
      '4.5!',
    ]);
  });

  it('should not take lines of no use for a row, where others between them served and were replaced', () => {
    const dying = faults.dropAfter({ at: 'text', lines: Infinity })(ttsGateway());
    let dials = 0;
    const everyOther: Gateway = (client$, request) =>
      (++dials % 2 === 1 ? dying : ttsGateway())(client$, request);
    const turn = (tts: Synthesizer) => concat(tts.speak('Hello.'), idle(500));
    const { values, error } = run(
      everyOther,
      (tts) => concat(...Array.from({ length: 7 }, () => turn(tts))),
      { maxLineAge: 200 },
    );

    expect(error).toBeUndefined();
    expect(dials).toBeGreaterThanOrEqual(10);
    expect(hex(values)).toBe(sound(...Array.from({ length: 7 }, () => 'Hello.')));
  });
});
