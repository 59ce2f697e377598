import { cold, hot, marbleTest } from 'jest-marbles';
import { map, NEVER, type Observable, of, timer } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { type Frame } from '../../src/connection';
import { VoiceError } from '../../src/errors';
import {
  faults,
  type FaultMoment,
  type Gateway,
  sttGateway,
  toneVoice,
  ttsGateway,
} from '../../src/gateway';
import { decodeStt, decodeTts } from '../../src/protocol';
import { fakeSocket } from '../../src/testing';
import { client, letterOf, lineOf, messagesIn, request } from './lines';

/** One letter of text is one frame, 10 ms of audio, sent 5 ms after the one before; `F` ends a segment, then `A`. */
const tts = ttsGateway({
  engine: toneVoice({ byteMs: 10 }),
  frameMs: 10,
  pace: 2,
  segments: false,
  words: false,
});

const ears = { url: 'ws://test/v1/stt/a/b', headers: {} };
const R = '{"type":"ready"}';
const p = '{"type":"partial_transcript","transcript":"on"}';
const f = '{"type":"final_transcript","transcript":"one"}';
const e = '{"type":"final_transcript","transcript":""}';
const u = '{"type":"Results","is_final":"true","channel":{"alternatives":[{"transcript":"one"}]}}';

/** What a listening gateway with a fault says. */
const heard = (fault: (gateway: Gateway) => Gateway, said: Observable<Frame>) =>
  fault(() => said)(NEVER, ears);

const closed = (code: number, reason: string, retryable = true) =>
  new VoiceError(
    'socket-closed',
    `The gateway closed the line with ${code}${reason === '' ? '' : `: ${reason}`}.`,
    { closeCode: code, reason },
    { retryable },
  );
const lost = new VoiceError(
  'socket-lost',
  'The gateway cut the line, as it was told to. Dial again.',
  {},
  { retryable: true },
);

// prettier-ignore
describe('faults of a moment', () => {
  it('should fall silent while messages are read and a close is answered', marbleTest(() => {
    const sent = hot('  i-t-f---------q', client);
    const subs = '      ^-------------!';
    const result = '    R---a---------|';

    expect(lineOf(faults.silence({ at: 'audio' })(tts), sent)).toBeObservable(cold(result));
    expect(sent).toHaveSubscriptions(subs);
  }));

  it('should say nothing at all without a moment', marbleTest(() => {
    expect(lineOf(faults.silence()(tts), hot('i-t-f---q', client))).toBeObservable(cold('--------|'));
  }));

  it('should never say ready, and all else', marbleTest(() => {
    const gateway = faults.noReady()(tts);

    expect(lineOf(gateway, hot('i-t-f---------', client))).toBeObservable(cold('----a----b----(cFA)'));
    expect(lineOf(gateway, hot('i-----', client))).toBeObservable(cold('R'));
  }));

  it('should complain, and then fall silent, close, or go on', marbleTest(() => {
    const line = (then: 'silence' | 'close' | 'go-on') =>
      lineOf(
        faults.errorAt({ code: 'provider_error', message: 'No voice.', at: 'audio', then })(tts),
        hot('i-t-f---------------q', client),
      );

    expect(line('silence')).toBeObservable(cold('R---(aX)------------|'));
    expect(line('go-on')).toBeObservable(cold('  R---(aX)-b----(cFA)-|'));
    expect(line('close')).toBeObservable(cold('  R---(aX#)', undefined, closed(1011, 'No voice.')));
  }));

  it('should complain in the words it was given, and fall silent where nothing else is said', marbleTest(() => {
    const gateway = faults.errorAt({ code: 'rate_limit', at: 'ready' })(() => cold('R-f', { R, f }));
    const frame = '{"type":"error","code":"rate_limit","message":"The provider failed."}';

    expect(gateway(NEVER, ears)).toBeObservable(cold('(Rx)', { R, x: frame }));
  }));

  it('should announce the end of the line, and close it then', marbleTest(() => {
    const letters = (frame: Frame) => (frame === '{"type":"go_away","time_left":7}' ? 'G' : letterOf(frame));
    const line = (at: FaultMoment, sent: string) =>
      faults.goAway({ timeLeft: 7, at })(tts)(hot(sent, client), request).pipe(map(letters));

    expect(line('audio', 'i-t-f----------')).toBeObservable(cold('R---(aG)-b-#', undefined, closed(1001, 'going away')));
    expect(line('audio', 'i-t-f---q')).toBeObservable(cold('      R---(aG)|'));
    expect(line('clear', 'i-t-f----')).toBeObservable(cold('      R---a----b----(cFA)'));
  }));

  it('should drop the line with the text, before any audio', marbleTest(() => {
    let strikes = 0;
    const heardBelow: Frame[] = [];
    const below: Gateway = (client$, request) => tts(client$.pipe(map((frame) => (heardBelow.push(frame), frame))), request);
    const gateway = faults.dieBeforeAudio({ lines: 2, struck: () => strikes++ })(below);

    expect(lineOf(gateway, hot('i-t---f--', client))).toBeObservable(cold('R-----#', undefined, lost));
    expect(lineOf(gateway, hot('i-v------', client))).toBeObservable(cold('R-#', undefined, lost));
    expect(lineOf(gateway, hot('i-v-------', client))).toBeObservable(cold('R-f----(gFA)'));
    expect(of(0)).toSatisfyOnFlush(() => expect([strikes, heardBelow]).toEqual([2, [client.i, client.i, client.i, client.t, client.v]]));
  }));
});

/** Runs a fake socket in virtual time: a client that says what it is told at some ms, and what it hears. */
function play(gateway: Gateway, acts: readonly [ms: number, what: string][]) {
  const seen: [number, string][] = [];
  const scheduler = new TestScheduler(() => undefined);
  scheduler.run(({ flush }) => {
    const note = (what: string) => void seen.push([scheduler.now(), what]);
    const socket = fakeSocket(gateway)({ url: 'ws://fake/v1/tts/a/b' });
    socket.onmessage = ({ data }: { data: Frame }) => note(String(data));
    socket.onpong = () => note('pong');
    socket.onclose = ({ code }: { code: number }) => note(`close ${code}`);
    for (const [ms, what] of acts) {
      timer(ms).subscribe(() => {
        if (what === 'ping') socket.ping?.();
        else if (what === 'close') socket.close(1000);
        else socket.send(what);
      });
    }
    flush();
  });
  return seen;
}

describe('faults of the transport', () => {
  const echo: Gateway = (client$) => client$;

  it('should read slowly from a moment on', () => {
    const gateway = faults.slowDrain({ rate: 100, at: 'init' })(echo);
    const seen = play(gateway, [
      [5, '{"type":"init"}'],
      [10, '0123456789'],
      [11, 'ping'],
    ]);

    expect(seen).toEqual([
      [5, '{"type":"init"}'],
      [110, '0123456789'],
      [110, 'pong'],
    ]);
  });

  it('should answer no ping, and hear', () => {
    expect(play(faults.pingDeaf()(echo), [[1, 'ping'], [2, 'a']])).toEqual([[2, 'a']]); // prettier-ignore
    expect(play(faults.pingDeaf({ time: 5 })(echo), [[1, 'ping'], [6, 'ping']])).toEqual([[1, 'pong']]); // prettier-ignore
  });

  it('should not answer a close', () => {
    expect(play(faults.closeDeaf()(echo), [[10, 'close']])).toEqual([[5010, 'close 1006']]);
    expect(play(faults.closeDeaf({ time: 50 })(echo), [[10, 'close']])).toEqual([
      [10, 'close 1000'],
    ]);
  });

  it('should leave the lines after the first ones alone, and do nothing where the transport cannot', () => {
    const gateway = faults.pingDeaf()(echo);
    expect(play(gateway, [[1, 'ping']])).toEqual([]);
    expect(play(gateway, [[1, 'ping']])).toEqual([[1, 'pong']]);

    const heardThere: Frame[] = [];
    const bare = faults.slowDrain({ rate: 1 })(faults.pingDeaf()(faults.closeDeaf()(echo)));
    bare(of('a'), { url: '', headers: {} }).subscribe((frame) => heardThere.push(frame));
    expect(heardThere).toEqual(['a']);
  });
});

// prettier-ignore
describe('habits of a route that speaks', () => {
  it('should close where a segment would have ended', marbleTest(() => {
    const gateway = faults.closeInsteadOfEnd()(tts);

    expect(lineOf(gateway, hot('i-v-----', client))).toBeObservable(cold('R-f----(g|)'));
    expect(lineOf(gateway, hot('i-v-----', client))).toBeObservable(cold('R-f----(g|)'));
  }));

  it('should send audio on an idle line, and none where text came before', marbleTest(() => {
    const letters = (frame: Frame) => (frame.length === 6 && typeof frame !== 'string' ? 'x' : letterOf(frame));
    const line = (sent: string) =>
      faults.strayAudio({ delay: 9, bytes: 6 })(tts)(hot(sent, client), request)
        .pipe(map(letters));

    expect(line('i-v-----------------------')).toBeObservable(cold('R-f----(gFA)----x'));
    expect(line('i-v----------v------------')).toBeObservable(cold('R-f----(gFA)-f----(gFA)----x'));
    expect(line('i-v-----------q')).toBeObservable(cold('           R-f----(gFA)--|'));
  }));

  it('should speak once on a line, and then complain of more text', marbleTest(() => {
    const gateway = faults.singleTurn()(tts);

    expect(lineOf(gateway, hot('i-v-----------u-f-------v---c-----', client)))
      .toBeObservable(cold('         R-f----(gFA)--X---------X---  50ms C'));
    expect(lineOf(gateway, hot('i-vv-----------------', client)))
      .toBeObservable(cold('         R-f----(gFA)f----(gFA)'));
  }));

  it('should complain as a lost stream does', () => {
    const answers: Frame[] = [];
    const turn = ttsGateway({ pace: Infinity });
    faults.singleTurn()(turn)(of(client.i, client.v, client.v, client.f), request)
      .subscribe((frame) => answers.push(frame));

    expect(messagesIn(answers).filter(({ type }) => type === 'error')).toEqual([
      { type: 'error', code: 'invalid_request', message: 'Stream 1 not found. Send a start message first.' },
    ]);
  });

  it('should cut audio in odd pieces, and lose no byte', () => {
    const frames: Frame[] = [];
    const data = Uint8Array.from({ length: 960 }, (_, i) => i % 251);
    faults.splitFrames()(() => of(R, data, data))(NEVER, ears).subscribe((frame) => frames.push(frame));
    const pieces = frames.filter((frame) => typeof frame !== 'string');

    expect(frames[0]).toBe(R);
    expect(pieces.map(({ length }) => length)).toEqual([1, 333, 127, 1, 333, 127, 1, 37, 127, 1, 333, 127, 1, 333, 38]);
    expect(pieces.filter(({ length }) => length % 2 === 1).length).toBeGreaterThan(8);
    expect(Buffer.concat(pieces)).toEqual(Buffer.concat([data, data]));
  });

  it('should say what is unknown, and what is none', () => {
    const said = (fault: (gateway: Gateway) => Gateway) => {
      const frames: Frame[] = [];
      fault(() => of(...Array.from({ length: 6 }, () => R)))(NEVER, ears).subscribe((frame) => frames.push(frame));
      return frames.filter((frame) => frame !== R);
    };
    const read = (frame: Frame) => [decodeTts(frame), decodeStt(frame)];

    expect(said(faults.unknownFrames())).toHaveLength(6);
    for (const one of said(faults.unknownFrames()).flatMap(read)) {
      expect(one).toMatchObject({ _tag: 'Right', right: [{ type: 'unknown' }] });
    }
    expect(new Set(said(faults.malformedFrames())).size).toBe(6);
    expect(said(faults.malformedFrames()).map((frame) => decodeTts(frame)).filter(({ _tag }) => _tag === 'Left'))
      .toHaveLength(5);
  });
});

// prettier-ignore
describe('habits of a route that listens', () => {
  it.each<[string, (gateway: Gateway) => Gateway, string]>([
    //                                                             -R-p-f---u---
    ['swallow finals',               faults.noFinal(),                     '-R-p-----        '],
    ['swallow finals from a moment', faults.noFinal({ at: 'final' }),      '-R-p-f---        '],
    ['say finals twice',             faults.duplicateFinal(),              '-R-p-(ff)(uu)    '],
    ['say an empty final before',    faults.emptyFinal(),                  '-R-p-(ef)(eu)    '],
    ['never say ready',              faults.noReady(),                     '---p-f---u       '],
    ['be well on no line',           faults.duplicateFinal({ lines: 0 }),  '-R-p-f---u       '],
  ])('should %s', (_name, fault, result) => marbleTest(() => {
    const frames = { R, p, f, e, u };
    expect(heard(fault, cold('-R-p-f---u', frames))).toBeObservable(cold(result, frames));
  })());

  it('should tell of each message it touched', () => {
    let strikes = 0;
    const struck = () => strikes++;
    const all = [
      faults.noFinal({ struck }),
      faults.duplicateFinal({ struck }),
      faults.emptyFinal({ struck }),
      faults.noReady({ struck }),
      faults.junk({ struck }),
      faults.lateReady(0, { struck }),
      faults.silence({ struck }),
      faults.pingDeaf({ struck }),
      faults.refuse({ struck }),
      faults.splitFrames({ struck }),
    ];
    const counts = all.map((fault) => {
      strikes = 0;
      fault(() => of(R, p, f, u, new Uint8Array(4)))(NEVER, ears).subscribe({ error: () => undefined });
      return strikes;
    });

    // Behind a ready that waits, everything waits.
    expect(counts).toEqual([2, 2, 2, 1, 4, 1, 1, 1, 1, 1]);
  });

  it('should work around the built-in gateway', () => {
    const answers: Frame[] = [];
    faults.duplicateFinal()(sttGateway())(of(client.i, client.z), ears).subscribe((frame) => answers.push(frame));
    expect(messagesIn(answers).filter(({ type }) => type === 'final_transcript')).toHaveLength(2);
  });
});
