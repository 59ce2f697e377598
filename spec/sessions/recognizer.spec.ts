import { cold, hot, marbleTest, schedule } from 'jest-marbles';
import {
  catchError,
  concat,
  concatWith,
  filter,
  finalize,
  ignoreElements,
  map,
  mergeMap,
  NEVER,
  Observable,
  of,
  Subject,
  take,
  takeUntil,
  throwError,
  timer,
} from 'rxjs';
import { type AudioChunk } from '../../src/audio';
import { VoiceError } from '../../src/errors';
import { type Gateway } from '../../src/gateway';
import { type SpeechEvent } from '../../src/protocol';
import { fakeSocket } from '../../src/testing';
import {
  answering,
  chunk,
  chunks,
  events,
  inShort,
  letterOf,
  mulaw,
  server,
  session,
  slowSocket,
  wire,
} from './hearingWire';

const closed = (closeCode: number) =>
  new VoiceError('socket-closed', 'Closed.', { closeCode, reason: '' }, { retryable: true });
const lost = new VoiceError('socket-lost', 'Lost.', {}, { retryable: true });
const failure = new Error('the microphone broke');
const codeOf = (error: unknown) => of((error as VoiceError).code);
const gap = (from: number, to: number): SpeechEvent => ({ type: 'gap', from, to });

// prettier-ignore
describe('recognizer: one transcription', () => {
  it('should dial at the first chunk, and end with the final of all audio', marbleTest(() => {
    const audio = hot('-a----b----c|            ', chunks);
    const subs = '     ^-----------!            ';
    const line = wire('R--P-----U---T');
    //                 -R--P-----U---T
    const result = '   ----p-----u---(t|)       ';
    const sent = '     -(ia)-b----cz-q          ';

    expect(session(line.gateway).transcribe(audio)).toBeObservable(cold(result, events));
    expect(line.sent$).toBeObservable(cold(sent));
    expect(audio).toHaveSubscriptions(subs);
  }));

  it('should say in init what it will hear', marbleTest(() => {
    const line = wire('R');
    session(line.gateway, { language: 'de', partials: false, config: { smart_format: true, encoding: 'x' } })
      .transcribe(cold('a', chunks)).pipe(takeUntil(cold('-x'))).subscribe();
    session(line.gateway).transcribe(cold('a', chunks)).pipe(takeUntil(cold('-x'))).subscribe();

    expect(line.sent$).toSatisfyOnFlush(() => {
      expect(line.inits).toEqual([
        { type: 'init', config: { smart_format: true, language: 'de', sample_rate: 1000, encoding: 'mulaw', enable_partials: false } },
        { type: 'init', config: { sample_rate: 1000, encoding: 'mulaw', enable_partials: true } },
      ]);
      expect(line.requests[0]).toMatchObject({
        url: 'wss://voice.test/v1/bridges/unmute/stt/some/model:1', headers: { authorization: 'Bearer KEY-7f3a' },
      });
    });
  }));

  it('should dial nothing for audio that is empty', marbleTest(() => {
    const line = wire('R');
    const stt = session(line.gateway);

    expect(stt.transcribe(cold('---|'))).toBeObservable(cold('---|'));
    expect(stt.transcribe(cold('-a-|', { a: chunk('') }))).toBeObservable(cold('---|'));
    expect(stt.status$.pipe(inShort)).toBeObservable(cold('i', { i: 'idle' }));
    expect(line.sent$).toBeObservable(cold(''));
  }));

  it('should send nothing but init before ready, and then what waits, finalize in its place', marbleTest(() => {
    const audio = hot('-a-b---c-------', chunks);
    const line = wire('---------R     ');
    const ends = hot(' -----z---      ');
    const sent = '     -i--------(abzc)';

    session(line.gateway).transcribe(audio, { finalizeOn: ends }).pipe(takeUntil(cold('-------------------x'))).subscribe();
    expect(line.sent$).toBeObservable(cold(sent));
  }));

  it('should replace a partial, and pass empty finals and utterance ends', marbleTest(() => {
    const line = wire('R-P-P-T-O-U');

    expect(session(line.gateway).transcribe(hot('a----------', chunks))).toBeObservable(cold('--p-p-t-o-u', events));
  }));

  it('should pass no partials where none are wanted', marbleTest(() => {
    const line = wire('R-P-T');

    expect(session(line.gateway, { partials: false }).transcribe(hot('a----------', chunks))).toBeObservable(cold('----t', events));
  }));

  it('should ask for a final at each value, where audio came since the last', marbleTest(() => {
    const audio = hot('-a-----b-----', chunks);
    const ends = hot(' z----zz-z---|');
    const line = answering({ i: 'R', z: 'T' });
    const sent = '     -(ia)z-bz----';
    const result = '   -----t--t----';

    expect(session(line.gateway).transcribe(audio, { finalizeOn: ends })).toBeObservable(cold(result, events));
    expect(line.sent$).toBeObservable(cold(sent));
    expect(ends).toHaveSubscriptions('^-----------!');
  }));

  it('should wait for the words after an empty final, and not for a partial', marbleTest(() => {
    const line = wire('R----P-O---T');

    expect(session(line.gateway).transcribe(cold('a--|', chunks))).toBeObservable(cold('-----p-o---(t|)', events));
  }));

  it('should hear all finals of audio that came at once', marbleTest(() => {
    const line = wire('RVWT');
    const audio = of(chunk('a'.repeat(3000)));

    expect(session(line.gateway).transcribe(audio)).toBeObservable(cold('-vwt 2996ms |', events));
  }));

  it('should end with the final that says it is the answer', marbleTest(() => {
    const line = wire('RV-M');

    expect(session(line.gateway).transcribe(of(chunk('a'.repeat(3000))))).toBeObservable(cold('-v-(m|)', events));
  }));
});

// prettier-ignore
describe('recognizer: lost lines', () => {
  it('should withdraw the partial, and send again all audio without a final, on one clock', marbleTest(() => {
    const audio = hot('-a----b----c----d--|          ', chunks);
    const line = wire(['R-----V-----P--#', lost], '--R--------W');
    //                 -R-----V-----P--#  --R--------W
    const result = '   -------v-----p--e-------------(w|)';
    const sent = '     -(ia)-b----c-------i-(cdz)----q';
    // V ended at 2, where the second line begins.
    const shifted = { ...events, w: { type: 'final', text: 'two', start: 3, end: 5, words: [{ text: 'two', start: 3, end: 5 }] } as const };

    expect(session(line.gateway).transcribe(audio)).toBeObservable(cold(result, shifted));
    expect(line.sent$).toBeObservable(cold(sent));
  }));

  it('should tell how it fares, and what it sends again', marbleTest(() => {
    const audio = hot('-a----b----------------------', chunks);
    const line = wire(['R-----P-#', lost], ['#', lost], '-R');
    const stt = session(line.gateway);
    const status = '   i(12)----w--(3x)--45';
    const result = '   -------p-e----------';

    expect(stt.transcribe(audio)).toBeObservable(cold(result, events));
    expect(stt.status$.pipe(inShort)).toBeObservable(cold(status, {
      i: 'idle', 1: 'connecting 0', 2: 'ready', w: 'waiting 1 3 socket-lost', 3: 'connecting 1', x: 'waiting 2 6 socket-lost', 4: 'connecting 2', 5: 'ready',
    }));
    expect(stt.events$).toBeObservable(cold('-------------------r', { r: { type: 'replayed', from: 0, to: 2 } }));
  }));

  it('should not double a final, and send again only what has none', marbleTest(() => {
    const audio = hot('(abc)-------------d------', chunks);
    const line = wire(['R--T-----#', lost], 'R--T');
    //                 R--T-----#        then all has a final: nobody dials until d
    const result = '   ---t-----------------t';
    const sent = '     (iabc)------------(id)';

    expect(session(line.gateway).transcribe(audio)).toBeObservable(cold(result, events));
    expect(line.sent$).toBeObservable(cold(sent));
  }));

  it('should tell gaps at once while nobody listens, and when a line dies with audio that is not kept', marbleTest(() => {
    const audio = hot('-(abcde)-----f--------', chunks);
    const line = wire(['----------R--#', lost]);
    //                  ----------R--#
    const result = '   -g------------h-|     ';
    const stt = session(line.gateway, { replayWindow: 4 });

    expect(stt.transcribe(audio).pipe(takeUntil(cold('----------------x')))).toBeObservable(cold(result, { g: gap(0, 1), h: gap(1, 2) }));
  }));

  it('should give up a line whose final does not come, and the transcription after a second', marbleTest(() => {
    const audio = hot('a-----------|                   ', chunks);
    const line = wire('RP', 'RP');
    const result = '   -p----------------e---p----#    ';
    const sent = '     (ia)--------z--------(iaz)      ';
    const error = new VoiceError(
      'turn-timeout',
      'While listening, the gateway was asked for a final and sent none within 6 ms, on two lines running. Check the model, or allow more time with finalTimeout.',
      { timeout: 6 }, { retryable: false },
    );
    const stt = session(line.gateway, { finalTimeout: 6 });

    expect(stt.transcribe(audio)).toBeObservable(cold(result, events, error));
    expect(line.sent$).toBeObservable(cold(sent));
    expect(stt.status$.pipe(inShort)).toBeObservable(cold('(i12)-------------w--(32)--4', {
      i: 'idle', 1: 'connecting 0', 2: 'ready', w: 'waiting 1 3 turn-timeout', 3: 'connecting 1', 4: 'closed turn-timeout',
    }));
  }));

  it('should dial again at once, and quietly, after a clean close with a final', marbleTest(() => {
    const audio = hot('a---b--------c-----', chunks);
    const line = wire(['R----T#', closed(1000)], 'R');
    const stt = session(line.gateway);
    const result = '   -----t-------------';
    const sent = '     (ia)b--------(ic)--';

    expect(stt.transcribe(audio)).toBeObservable(cold(result, events));
    expect(line.sent$).toBeObservable(cold(sent));
    expect(stt.status$.pipe(inShort)).toBeObservable(cold('(i12)-3------(12)', { i: 'idle', 1: 'connecting 0', 2: 'ready', 3: 'idle' }));
  }));

  it('should not dial to ask for finals of audio that has them, its line being gone', marbleTest(() => {
    const audio = hot('a---b---------|', chunks);
    const finalizeOn = hot('---------z');
    const line = wire(['R----T#', closed(1000)]);
    const stt = session(line.gateway);

    expect(stt.transcribe(audio, { finalizeOn })).toBeObservable(cold('-----t--------|', events));
    expect(line.sent$).toBeObservable(cold('(ia)b'));
  }));

  it('should dial again at once after a clean close with a final where more audio waits', marbleTest(() => {
    const audio = hot('(abc)------------------', chunks);
    const line = wire(['R---V#', closed(1000)], 'R--------');
    const stt = session(line.gateway);

    expect(stt.transcribe(audio)).toBeObservable(cold('----v', events));
    expect(line.sent$).toBeObservable(cold('(iabc)(ic)'));
    expect(stt.status$.pipe(inShort)).toBeObservable(cold('(i12)(12)', { i: 'idle', 1: 'connecting 0', 2: 'ready' }));
  }));

  it('should wait longer and longer for a gateway that closes cleanly without a final, and then give up', marbleTest(() => {
    const line = wire(...Array<readonly [string, VoiceError]>(5).fill(['R#', closed(1000)]));
    const result$ = session(line.gateway).transcribe(hot('a--', chunks)).pipe(catchError(codeOf));

    expect(result$).toBeObservable(cold('50ms (x|)', { x: 'line-unstable' }));
    expect(line.sent$).toBeObservable(cold('(ia)(ia) 3ms (ia) 9ms (ia) 21ms (ia)'));
  }));
});

// prettier-ignore
describe('recognizer: ends', () => {
  it('should pass an error of the audio at once, and hang up', marbleTest(() => {
    const audio = hot('-a--#', chunks, failure);
    const line = wire('R');

    expect(session(line.gateway).transcribe(audio)).toBeObservable(cold('----#', events, failure));
    expect(line.sent$.pipe(map(() => line.open()))).toBeObservable(cold('-(xx)', { x: 1 }));
    expect(cold('------x').pipe(map(() => line.open()))).toBeObservable(cold('------0', { 0: 0 }));
  }));

  it('should pass an error of finalizeOn, also before any audio', marbleTest(() => {
    expect(session(wire('R').gateway).transcribe(hot('-a---', chunks), { finalizeOn: hot('---#', {}, failure) })).toBeObservable(cold('---#', {}, failure));
    expect(session(wire('R').gateway).transcribe(NEVER, { finalizeOn: throwError(() => failure) })).toBeObservable(cold('#', {}, failure));
  }));

  it('should fail by an error of the gateway that will not pass, secrets taken out', marbleTest(() => {
    const error = new VoiceError(
      'gateway-error',
      'While listening, the gateway answered with the error config_error: "config_error for [redacted]". Trying the same again will not help: change what the gateway objects to.',
      { gatewayCode: 'config_error', status: 400 }, { retryable: false },
    );
    const line = wire('R----Y');
    const stt = session(line.gateway);

    expect(stt.transcribe(hot('a-----', chunks))).toBeObservable(cold('-----#', {}, error));
    expect(stt.status$.pipe(inShort)).toBeObservable(cold('(i12)3', { i: 'idle', 1: 'connecting 0', 2: 'ready', 3: 'closed gateway-error' }));
    expect(stt.events$).toBeObservable(cold('-----e', { e: { type: 'error', code: 'config_error', message: 'config_error for [redacted]' } }));
  }));

  it('should mend what passes', marbleTest(() => {
    const line = wire('R----X', 'RT');
    const stt = session(line.gateway);

    expect(stt.transcribe(hot('a-----', chunks))).toBeObservable(cold('---------t', events));
    expect(stt.events$.pipe(map(({ type }) => type))).toBeObservable(cold('-----e--r', { e: 'error', r: 'replayed' }));
  }));

  it('should fail where the gateway refuses, and dial anew for the next', marbleTest(() => {
    const refused = new VoiceError('socket-refused', 'no', { status: 401, body: '{"error":"bad KEY-7f3a"}' }, { retryable: false });
    const line = wire(['#', refused], 'RT');
    const stt = session(line.gateway);
    const heard$ = (when: string) => stt.transcribe(cold(when, chunks)).pipe(catchError((error: unknown) => of(error)));

    expect(heard$('a---')).toBeObservable(cold('(x|)', { x: expect.objectContaining({ code: 'socket-refused', status: 401, body: '{"error":"bad [redacted]"}' }) }));
    expect(cold('---|').pipe(concatWith(heard$('--a')))).toBeObservable(cold('------t', events));
    expect(stt.status$.pipe(inShort)).toBeObservable(cold('(i1x)(12)', { i: 'idle', 1: 'connecting 0', x: 'closed socket-refused', 2: 'ready' }));
  }));

  it.each([
    ['a change of rate', [mulaw, { ...mulaw, sampleRate: 2000 }], {}, 'mulaw 1000 Hz mono', 'mulaw 2000 Hz mono'],
    ['a change of encoding', [mulaw, { ...mulaw, encoding: 'alaw' }], {}, 'mulaw 1000 Hz mono', 'alaw 1000 Hz mono'],
    ['what is not as the options say', [mulaw], { sampleRate: 8000 }, 'mulaw 8000 Hz mono', 'mulaw 1000 Hz mono'],
    ['stereo', [{ ...mulaw, channels: 2 }], {}, 'mulaw 1000 Hz mono', 'mulaw 1000 Hz stereo'],
    ['opus', [{ ...mulaw, encoding: 'opus' }], {}, 'linear16, mulaw or alaw', 'opus 1000 Hz mono'],
    ['mp3, as the options say', [{ ...mulaw, encoding: 'mp3' }], { encoding: 'mp3' }, 'linear16, mulaw or alaw', 'mp3 1000 Hz mono'],
  ] as const)('should refuse %s', (_, formats, options, expected, found) => {
    const line = answering({});
    const stt = session(line.gateway, options);
    const seen: unknown[] = [];
    stt.transcribe(of(...formats.map((format) => chunk('ab', format)))).subscribe({ error: (error: unknown) => seen.push(error) });

    expect(seen).toEqual([expect.objectContaining({ code: 'format-mismatch', expected, found })]);
  });

  it.each([
    ['replayWindow', { replayWindow: 0 }],
    ['finalTimeout', { finalTimeout: -1 }],
    ['sampleRate', { sampleRate: NaN }],
    ['keepalive', { keepalive: 0 }],
    ['gateway', { gateway: [] }],
  ] as const)('should refuse options that cannot work: %s', (option, options) => {
    expect(() => session(answering({}).gateway, options)).toThrow(expect.objectContaining({ code: 'invalid-option', option }));
  });
});

// prettier-ignore
describe('recognizer: close', () => {
  it('should end for good what listens, and what comes later', marbleTest(() => {
    const line = wire('R', 'R');
    const stt = session(line.gateway);
    schedule(() => stt.close(), 4);
    schedule(() => stt.close(), 5);
    const codes = (audio: string, from = '(x|)') => cold(from).pipe(take(1), mergeMap(() =>
      stt.transcribe(cold(audio, chunks)).pipe(catchError(codeOf))));

    expect(codes('-a---')).toBeObservable(cold('----(x|)', { x: 'session-closed' }));
    expect(codes('-----')).toBeObservable(cold('----(x|)', { x: 'session-closed' }));
    expect(codes('a', '------x')).toBeObservable(cold('------(x|)', { x: 'session-closed' }));
    expect(stt.status$.pipe(inShort)).toBeObservable(cold('i---(x|)', { i: 'idle', x: 'closed' }));
    expect(cold('------x').pipe(mergeMap(() => stt.status$))).toBeObservable(cold('------x', { x: { state: 'closed' } }));
    expect(stt.events$).toBeObservable(cold('----|'));
    expect(cold('------x').pipe(map(() => [line.open(), line.requests.length]))).toBeObservable(cold('------x', { x: [0, 1] }));
  }));
});

// prettier-ignore
describe('recognizer: several transcriptions', () => {
  it('should give each its own line, and follow the status of the newest', marbleTest(() => {
    const line = wire('R-----P', '--R--V');
    const stt = session(line.gateway);
    const first$ = stt.transcribe(hot(' a-------------', chunks)).pipe(takeUntil(cold('-------------x')));
    const second$ = stt.transcribe(hot('------a-------', chunks)).pipe(takeUntil(cold('--------x')));
    const status = '                   (i12)-1-22---0';

    expect(first$).toBeObservable(cold('------p------|', events));
    expect(cold('-|').pipe(concatWith(second$))).toBeObservable(cold('---------|', events));
    expect(stt.status$.pipe(inShort)).toBeObservable(cold(status, { i: 'idle', 0: 'idle', 1: 'connecting 0', 2: 'ready' }));
  }));
});

// prettier-ignore
describe('recognizer: a slow socket', () => {
  const second = 1000;

  it('should hold audio while more than a second of it waits, finalize behind it, and send all in order', marbleTest(() => {
    const audio = hot('a-----b-c---d-------------------------------', chunks);
    const ends = hot(' ---------z----------------------------------');
    const line = answering({ i: 'R' });
    const { socket, factory } = slowSocket(line.gateway);
    schedule(() => (socket.holds = second + 1), 3);
    schedule(() => (socket.holds = second), 25);
    // Held at 6; looked at every 20 ms from the last chunk on.
    const sent = '     (ia)----------------------------(bczd)    ';

    session(factory).transcribe(audio, { finalizeOn: ends }).pipe(takeUntil(cold('40ms x'))).subscribe();
    expect(line.sent$).toBeObservable(cold(sent));
  }));

  it('should send keepalive meanwhile, and send as soon as anything shows that there is room', marbleTest(() => {
    const audio = hot('a-----b---------------c', chunks);
    const line = answering({ i: 'R' });
    const { socket, factory } = slowSocket(line.gateway);
    schedule(() => (socket.holds = second + 1), 3);
    schedule(() => (socket.holds = 0), 21);
    const sent = '     (ia)----------k-------(bc)';

    session(factory, { keepalive: 14 }).transcribe(audio).pipe(takeUntil(cold('24ms x'))).subscribe();
    expect(line.sent$).toBeObservable(cold(sent));
  }));

  it('should look between the steps of a long chunk', marbleTest(() => {
    const line = answering({ i: 'R' });
    const { socket, factory } = slowSocket(line.gateway);
    const steps$ = line.sent$.pipe(map((frame) => frame.length), filter((length) => length > 1));
    socket.grows = true;
    schedule(() => (socket.holds = 0), 30);
    const stt = session(factory);

    expect(stt.transcribe(cold('a', { a: chunk('a'.repeat(2000)) })).pipe(takeUntil(cold('100ms x')))).toBeObservable(cold('100ms |'));
    expect(steps$).toBeObservable(cold('(aaaa) 34ms (aaaa)', { a: 250 }));
  }));

  it('should tell what does not fit into memory meanwhile', marbleTest(() => {
    const audio = hot('a-----b-c-----d--', chunks);
    const { socket, factory } = slowSocket(answering({ i: 'R' }).gateway);
    schedule(() => (socket.holds = second + 1), 3);

    expect(session(factory, { replayWindow: 2 }).transcribe(audio).pipe(takeUntil(cold('20ms x'))))
      .toBeObservable(cold('--------------g-----|', { g: gap(1, 2) }));
  }));
});

// prettier-ignore
describe('recognizer: an idle line', () => {
  it('should be kept alive by a message, after each silence', marbleTest(() => {
    const audio = hot('a-----b------------', chunks);
    const line = answering({ i: 'R' });
    const sent = '     (ia)k-b---k---k---k';

    session(line.gateway, { keepalive: 4 }).transcribe(audio).pipe(takeUntil(cold('19ms x'))).subscribe();
    expect(line.sent$).toBeObservable(cold(sent));
  }));

  it('should get no more of them where the gateway does not know the message', marbleTest(() => {
    const audio = hot('a-----------------b-', chunks);
    const line = answering({ i: 'R', k: 'K' });
    const stt = session(line.gateway, { keepalive: 4 });
    const sent = '     (ia)k-------------b-';

    expect(stt.transcribe(audio).pipe(takeUntil(cold('19ms x')))).toBeObservable(cold('19ms |'));
    expect(line.sent$).toBeObservable(cold(sent));
    expect(stt.events$).toBeObservable(cold('----e', { e: { type: 'error', code: 'unknown_type', message: 'unknown_type for [redacted]' } }));
  }));

  it('should make events of what nobody understands, counted, secrets taken out', marbleTest(() => {
    const line = wire('RNJNT');
    const stt = session(line.gateway);
    const message = 'A text frame of the gateway could not be read: it should be a JSON object, but is not JSON.';

    expect(stt.transcribe(hot('a-------', chunks))).toBeObservable(cold('----t', events));
    expect(stt.events$).toBeObservable(cold('-xyz', {
      x: { type: 'unknown', sample: '{"type":"novelty","note":"[redacted]"}', count: 1 },
      y: { type: 'undecodable', sample: 'not JSON [redacted]', count: 1, message },
      z: { type: 'unknown', sample: '{"type":"novelty","note":"[redacted]"}', count: 2 },
    }));
  }));
});

describe('recognizer: whoever leaves', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  const audio$ = concat(
    of(chunk('ab'), chunk('cd')),
    timer(5).pipe(map(() => chunk('ef'))),
    timer(10).pipe(ignoreElements()),
  );
  /** A gateway that takes its time, loses its first line, and answers. */
  const gateway: Gateway = (() => {
    let lines = 0;
    return (client$) => {
      const first = lines++ % 2 === 0;
      const say = (letter: string) => server[letter] ?? '';
      return client$.pipe(
        mergeMap((frame) => {
          if (letterOf(frame) === 'i') return timer(2).pipe(map(() => say('R')));
          if (letterOf(frame) === 'z') return timer(4).pipe(map(() => say('T')));
          return first ? timer(3).pipe(mergeMap(() => throwError(() => lost))) : of(say('P'));
        }),
      );
    };
  })();

  it('should leave no timer and no socket, whenever that is', async () => {
    const whole: unknown[] = [];
    for (let stay = 0; stay < 60; stay++) {
      let sockets = 0;
      const counted: Gateway = (client$, request) => {
        sockets++;
        return gateway(client$.pipe(finalize(() => sockets--)), request);
      };
      const stt = session(fakeSocket(counted, { latency: 1 }), { keepalive: 4 });
      const subscription = stt
        .transcribe(audio$)
        .subscribe((event) => stay === 59 && whole.push(event.type));
      await jest.advanceTimersByTimeAsync(stay);
      subscription.unsubscribe();
      await jest.advanceTimersByTimeAsync(2);

      expect([stay, jest.getTimerCount(), sockets]).toEqual([stay, 0, 0]);
      stt.close();
    }
    expect(whole.at(-1)).toBe('final');
    expect(whole).toContain('partial');
  });

  it('should let a handler leave in the middle of a step', () => {
    const line = answering({ i: 'RPVT' });
    const seen: string[] = [];
    const subscription = session(line.gateway)
      .transcribe(concat(of(chunk('abc')), NEVER))
      .subscribe((event) => {
        seen.push(event.type);
        if (event.type === 'final') subscription.unsubscribe();
      });
    jest.advanceTimersByTime(10);

    expect(seen).toEqual(['partial', 'final']);
    expect([jest.getTimerCount(), line.open()]).toEqual([0, 0]);
  });

  it('should stop a synchronous source as soon as nobody wants more', () => {
    let produced = 0;
    const endless = new Observable<AudioChunk>((subscriber) => {
      while (!subscriber.closed && produced < 1000) {
        produced++;
        subscriber.next(chunk('ab'));
      }
    });
    session(answering({}).gateway, { replayWindow: 5 })
      .transcribe(endless)
      .pipe(take(1))
      .subscribe();

    jest.advanceTimersByTime(1);

    expect(produced).toBe(3);
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('recognizer: handlers that call back', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('should take audio that comes from a handler, behind what is under way', () => {
    const line = answering({ i: 'R', a: 'P', b: 'T', z: 'O' });
    const audio = new Subject<AudioChunk>();
    const sent: string[] = [];
    const seen: string[] = [];
    line.sent$.subscribe((letter) => sent.push(letter));
    session(line.gateway)
      .transcribe(audio)
      .subscribe({
        next: (event) => {
          seen.push(event.type);
          if (event.type === 'partial') audio.next(chunk('b'));
          if (event.type === 'final' && !audio.closed) audio.complete();
        },
        complete: () => seen.push('complete'),
      });
    audio.next(chunk('a'));
    jest.advanceTimersByTime(20);

    expect(seen).toEqual(['partial', 'final', 'final', 'complete']);
    expect(sent).toEqual(['i', 'a', 'b', 'z', 'q']);
  });

  it('should tell what a handler causes behind what it was called for', () => {
    const audio = new Subject<AudioChunk>();
    const seen: unknown[] = [];
    const gateway: Gateway = (client$) =>
      client$.pipe(
        mergeMap((frame) => {
          if (letterOf(frame) === 'i') return of(server.R ?? '', server.P ?? '');
          return letterOf(frame) === 'f' ? throwError(() => lost) : [];
        }),
      );
    session(gateway, { replayWindow: 4 })
      .transcribe(audio)
      .pipe(take(4))
      .subscribe((event) => {
        seen.push(event.type === 'gap' ? [event.from, event.to] : event.type);
        if (event.type === 'partial' && event.text === '') audio.next(chunk('gh'));
      });
    audio.next(chunk('abcd'));
    jest.advanceTimersByTime(10);
    audio.next(chunk('ef'));
    audio.next(chunk('f'));
    jest.advanceTimersByTime(10);

    expect(seen).toEqual(['partial', 'partial', [0, 3], [3, 5]]);
  });

  it('should let the next transcription begin as one completes', () => {
    const line = answering({ i: 'R', z: 'T' });
    const stt = session(line.gateway);
    const seen: string[] = [];
    const status: string[] = [];
    stt.status$.pipe(inShort).subscribe((each) => status.push(each));
    const second$ = stt.transcribe(of(chunk('b')));
    const listen = () => second$.subscribe({ complete: () => seen.push('second') });
    stt.transcribe(of(chunk('a'))).subscribe({ complete: () => void listen() });
    jest.advanceTimersByTime(50);

    expect(seen).toEqual(['second']);
    expect(status).toEqual(['idle', 'connecting 0', 'ready', 'connecting 0', 'ready', 'idle']);
    expect([jest.getTimerCount(), line.open()]).toEqual([0, 0]);
  });

  it('should let a handler of the status close all', () => {
    const line = answering({ i: 'R' });
    const stt = session(line.gateway);
    const seen: unknown[] = [];
    stt.status$.subscribe(({ state }) => {
      if (state === 'ready') stt.close();
    });
    stt
      .transcribe(concat(of(chunk('a')), NEVER))
      .subscribe({ error: (error: unknown) => seen.push((error as VoiceError).code) });
    jest.advanceTimersByTime(50);

    expect(seen).toEqual(['session-closed']);
    expect([jest.getTimerCount(), line.open()]).toEqual([0, 0]);
  });
});
