import { hot, marbleTest } from 'jest-marbles';
import { concat, EMPTY, finalize, ignoreElements, map, merge, NEVER, of, take, timer } from 'rxjs';
import { type Frame } from '../../src/connection';
import { faults, type Gateway } from '../../src/gateway';
import { encodeSttRequest, encodeTtsRequest } from '../../src/protocol';
import { recognizer, synthesizer } from '../../src/sessions';
import {
  fakeSocket,
  readable,
  showAudio,
  sttGateway,
  ttsGateway,
  virtually,
  watched,
  words,
} from '../../src/testing';

const request = { url: 'ws://test/v1/tts/a/b', headers: { authorization: 'Bearer t' } };
const told = (...frames: readonly Frame[]) => {
  const gateway = watched(() => EMPTY);
  const listening = watched((client$) => client$.pipe(ignoreElements()));
  listening(of(...frames), request).subscribe();
  expect(gateway.received().lines).toEqual([]);
  return listening.received();
};

describe('watched', () => {
  it('should tell what a speaking gateway received', () => {
    const gateway = watched(ttsGateway());
    virtually(() => {
      const at = { url: 'ws://test', token: 't', socket: fakeSocket(gateway) };
      const tts = synthesizer({ gateway: at, model: 'a/b' });
      const first$ = tts.speak(of('Hello ', 'there. ', { type: 'flush' as const }, 'Bye.'));
      return concat(first$, tts.speak('Gone.').pipe(take(1))).pipe(finalize(() => tts.close()));
    });
    const received = gateway.received();

    expect(received.texts).toEqual(['Hello there. ', 'Bye.', 'Gone.']);
    expect(received.flushes).toBe(3);
    expect(received.audioMs).toBe(0);
    expect(received.lines.map(({ said }) => said)).toEqual([
      ['init', '"Hello there. "', 'flush', '"Bye."', 'flush', '"Gone."', 'flush', 'clear', 'close'],
    ]);
    expect(received.lines[0]?.headers.authorization).toBe('Bearer t');
    expect(received.lines[0]?.url).toContain('/tts/a/b');
  });

  it('should tell what a listening gateway received, line by line', () => {
    const gateway = watched(faults.dropAfter({ frames: 2 })(sttGateway()));
    const audio = words('Hello there. ', { sampleRate: 8000 });
    virtually(() => {
      const at = { url: 'ws://test', token: 't', socket: fakeSocket(gateway) };
      return recognizer({ gateway: at, model: 'a/b' }).transcribe(of(audio));
    });
    const [first, second] = gateway.received().lines;

    expect(first?.said).toEqual(['init', 'audio 130 ms']);
    expect(first?.audio && showAudio(first.audio)).toBe(showAudio(audio));
    expect(second?.said).toEqual(['init', 'audio 130 ms', 'finalize', 'close']);
    expect(gateway.received().audioMs).toBe(260);
  });

  it('should decode every message, also in base64, and keep what is none', () => {
    const frames = [
      encodeSttRequest({ type: 'init', config: { encoding: 'mulaw', sample_rate: 8000 } }),
      new Uint8Array(80),
      encodeSttRequest({ type: 'audio', data: new Uint8Array(80) }),
      encodeSttRequest({ type: 'finalize' }),
      new Uint8Array(40),
      'not JSON',
      encodeTtsRequest({ type: 'cancel' }),
    ];
    const { lines, audioMs: ms } = told(...frames);

    expect(lines[0]?.said).toEqual([
      'init',
      'audio 20 ms',
      'finalize',
      'audio 5 ms',
      'unreadable',
      'cancel',
    ]);
    expect(lines[0]?.messages[5]).toEqual({ type: 'unreadable', frame: 'not JSON' });
    expect(ms).toBe(25);
    expect(lines[0]?.audio?.data).toHaveLength(200);
    expect(readable(lines[0]?.audio)).toMatch(/^mulaw 8000 Hz mono, 25 ms/);
  });

  it('should count audio that has no duration in bytes', () => {
    const init = encodeSttRequest({ type: 'init', config: { encoding: 'opus' } });

    expect(told(init, new Uint8Array(80))).toMatchObject({
      audioMs: 0,
      lines: [{ said: ['init', 'audio 80 bytes'] }],
    });
  });

  it('should be as it is at the time, and keep what was said before', () => {
    const gateway = watched((client$) => client$);
    gateway(concat(of('x'), NEVER), request).subscribe();
    const before = gateway.received();
    gateway(of('y'), request).subscribe();

    expect([before, gateway.received()].map(({ lines }) => lines.length)).toEqual([1, 2]);
  });

  it(
    'should leave a gateway that plays dead dead, and note each frame once',
    marbleTest(() => {
      const frames = hot<Frame>('-a-b-c-', { a: 'a', b: 'b', c: 'c' });
      const twice: Gateway = (client$) =>
        merge(client$.pipe(take(2)), client$.pipe(take(2)), NEVER);
      const gateway = watched(twice);
      gateway(frames, request).subscribe();

      expect(frames).toHaveSubscriptions('^--!');
      expect(timer(6).pipe(map(() => gateway.received().lines[0]?.messages))).toSatisfyOnFlush(
        () => {
          expect(gateway.received().lines[0]?.messages).toHaveLength(2);
        },
      );
    }),
  );
});
