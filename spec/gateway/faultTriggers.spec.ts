import { cold, hot, marbleTest } from 'jest-marbles';
import { map, NEVER } from 'rxjs';
import { type Frame } from '../../src/connection';
import { isVoiceError, VoiceError } from '../../src/errors';
import {
  type FaultMoment,
  faults,
  type Gateway,
  sttGateway,
  toneVoice,
  ttsGateway,
} from '../../src/gateway';
import { client, letterOf, lineOf } from './lines';

/** One letter of text is one frame, 10 ms of audio, sent 5 ms after the one before. */
const tts = ttsGateway({
  engine: toneVoice({ byteMs: 10 }),
  frameMs: 10,
  pace: 2,
  segments: false,
  words: false,
  ready: 1,
});

const lost = new VoiceError(
  'socket-lost',
  'The gateway cut the line, as it was told to. Dial again.',
  {},
  { retryable: true },
);

/** A listener's line in short: partials and finals as they come. */
const listener: Gateway = (client$) =>
  client$.pipe(
    map((frame) => {
      if (typeof frame !== 'string') return '{"type":"partial_transcript","transcript":"a"}';
      return frame.includes('init')
        ? '{"type":"ready"}'
        : '{"type":"Results","is_final":true,"channel":{"alternatives":[{"transcript":"a"}]}}';
    }),
  );
const gateway$ = (gateway: Gateway, sent: string) =>
  gateway(hot(sent, client), { url: 'ws://test/v1/stt/a/b', headers: {} });
const heard = (gateway: Gateway, sent: string) =>
  gateway$(gateway, sent).pipe(
    map((frame) => (String(frame).includes('Results') ? 'T' : letterOf(frame))),
  );

// prettier-ignore
describe('a fault that strikes at a moment', () => {
  it.each<[FaultMoment, string]>([
    //             i-t-f-------------c--
    ['open',     '#                     '],
    ['init',     '#                     '],
    ['ready',    '-(R#)                 '],
    ['text',     '-R#                   '],
    ['flush',    '-R--(a#)              '],
    ['audio',    '-R--(a#)              '],
    ['terminal', '-R--a----b----(cF#)'],
  ])('should strike just after %s has passed', (at, result) => marbleTest(() => {
    const sent = hot('i-t-f--------------', client);
    expect(lineOf(faults.dropAfter({ at })(tts), sent)).toBeObservable(cold(result, undefined, lost));
  })());

  it('should strike at a clear', marbleTest(() => {
    expect(lineOf(faults.dropAfter({ at: 'clear' })(tts), hot('i-t-f-c--', client)))
      .toBeObservable(cold('-R--a-#', undefined, lost));
  }));

  it('should leave the client heard by a gateway that lives on, also by so much audio', marbleTest(() => {
    const sent: Frame[] = [];
    const gateway: Gateway = (client$) => client$.pipe(map((frame) => (sent.push(frame), 'x')));
    const heard$ = gateway$(faults.closeDeaf({ audio: 0.1 })(gateway), 'i-b-b-z|').pipe(map(() => sent.length));
    expect(heard$).toBeObservable(cold('1-2-3-4|', { 1: 1, 2: 2, 3: 3, 4: 4 }));
  }));

  it('should find the flush in a text that has one', marbleTest(() => {
    expect(lineOf(faults.dropAfter({ at: 'flush' })(tts), hot('i-t-v-c--', client)))
      .toBeObservable(cold('-R--(a#)', undefined, lost));
  }));

  it.each<[FaultMoment, string]>([
    //            i-b-z
    ['audio',    'R-(P#)'],
    ['partial',  'R-(P#)'],
    ['finalize', 'R-P-(T#)'],
    ['final',    'R-P-(T#)'],
  ])('should strike at %s on a line that listens, in any spelling', (at, result) => marbleTest(() => {
    expect(heard(faults.dropAfter({ at })(listener), 'i-b-z-')).toBeObservable(cold(result, undefined, lost));
  })());

  it('should strike at whichever comes first', marbleTest(() => {
    const line = (trigger: Parameters<typeof faults.dropAfter>[0]) =>
      lineOf(faults.dropAfter(trigger)(tts), hot('i-t-f-----', client));

    expect(line({ at: 'terminal', frames: 2 })).toBeObservable(cold('-R--(a#)', undefined, lost));
    expect(line({ at: 'ready', time: 9 })).toBeObservable(cold('-(R#)', undefined, lost));
  }));

  it('should let the gateway hear the message it strikes at', marbleTest(() => {
    const sent: Frame[] = [];
    const gateway: Gateway = (client$) => client$.pipe(map((frame) => (sent.push(frame), frame)));
    expect(lineOf(faults.dropAfter({ at: 'flush' })(gateway), hot('i-f', client)).pipe(map(() => sent.length)))
      .toBeObservable(cold('1-(2#)', { 1: 1, 2: 2 }, lost));
  }));
});

// prettier-ignore
describe('the lines of a fault', () => {
  it('should be all lines where it says so', marbleTest(() => {
    const gateway = faults.dropAfter({ time: 3, lines: Infinity })(tts);
    for (let i = 0; i < 5; i++) {
      expect(lineOf(gateway, hot('i---', client))).toBeObservable(cold('-R-#', undefined, lost));
    }
  }));

  it('should be told each time it strikes', marbleTest(() => {
    let strikes = 0;
    const gateway = faults.dropAfter({ time: 3, lines: 2, struck: () => strikes++ })(tts);
    const seen$ = lineOf(gateway, hot('i---', client));

    expect(seen$).toBeObservable(cold('-R-#', undefined, lost));
    expect(lineOf(gateway, hot('i---', client))).toBeObservable(cold('-R-#', undefined, lost));
    expect(lineOf(gateway, hot('i---', client))).toSatisfyOnFlush(() => expect(strikes).toBe(2));
  }));

  it('should not be told of a line that ended before', marbleTest(() => {
    let strikes = 0;
    const gateway = faults.dropAfter({ time: 5, struck: () => strikes++ })(tts);

    expect(lineOf(gateway, hot('i--q', client))).toSatisfyOnFlush(() => expect(strikes).toBe(0));
  }));
});

describe('a fault that cannot work', () => {
  const wrong: [string, () => unknown][] = [
    ['a moment nobody knows', () => faults.dropAfter({ at: 'lunch' as FaultMoment })],
    ['a moment of all objects', () => faults.dropAfter({ at: 'toString' as FaultMoment })],
    ['a limit below 0 beside a moment', () => faults.silence({ at: 'ready', time: -1 })],
    ['no number of lines', () => faults.dropAfter({ time: 1, lines: NaN })],
    ['fewer lines than none', () => faults.noReady({ lines: -1 })],
    ['a code that cannot be sent', () => faults.closeWith({ code: 1006, time: 1 })],
    ['a code of no kind', () => faults.closeWith({ code: 2000, time: 1 })],
    ['too long a reason', () => faults.closeWith({ code: 1001, reason: 'ö'.repeat(62), time: 1 })],
    ['a status of no answer', () => faults.refuse({ status: 101 })],
    ['a delay below 0', () => faults.lateReady(-1)],
    ['an endless delay', () => faults.lateReady(Infinity)],
    ['a negative rate', () => faults.slowDrain({ rate: -1 })],
    ['no rate', () => faults.slowDrain({ rate: NaN })],
    ['an error at no moment', () => faults.errorAt({ code: 'provider_error' })],
    [
      'an error with a strange end',
      () => faults.errorAt({ code: 'x', time: 1, then: 'toString' as 'close' }),
    ],
    ['a notice of no end', () => faults.goAway({ timeLeft: Infinity, time: 1 })],
    ['a notice at no moment', () => faults.goAway({ timeLeft: 1 })],
    ['stray audio without a byte', () => faults.strayAudio({ bytes: 0 })],
    ['stray audio before the end', () => faults.strayAudio({ delay: -1 })],
  ];

  it.each(wrong)('should be refused: %s', (_name, make) => {
    let thrown: unknown;
    try {
      make();
    } catch (error) {
      thrown = error;
    }
    expect(isVoiceError(thrown, 'invalid-option')).toBe(true);
  });

  it('should leave a reason of 123 bytes alone', () => {
    expect(() =>
      faults.closeWith({ code: 1001, reason: 'x'.repeat(123), time: 1 })(sttGateway()),
    ).not.toThrow();
    expect(faults.slowDrain({ rate: 0 })(tts)(NEVER, { url: '', headers: {} })).toBeDefined();
  });
});
