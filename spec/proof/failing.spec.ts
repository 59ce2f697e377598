import fc from 'fast-check';
import { concat, finalize, map, of, timer } from 'rxjs';
import { isVoiceError } from '../../src/errors';
import { faults, type Gateway, sttGateway, ttsGateway } from '../../src/gateway';
import { recognizer, synthesizer } from '../../src/sessions';
import { fakeSocket } from '../../src/testing';
import { virtually } from './virtually';

/** What no session can get over, and how it says so. */
const failing = fc.oneof(
  fc.record({
    put: fc.constantFrom(faults.refuse({ status: 401, lines: 99 })),
    code: fc.constant('socket-refused'),
  }),
  fc.constantFrom(1002, 1003, 1007).map((close) => ({
    put: faults.closeWith({ code: close, frames: 1, lines: 99 }),
    code: 'socket-closed',
  })),
  fc.integer({ min: 1, max: 40 }).map((lines) => ({
    put: faults.acceptThenDrop({ lines: lines + 4 }),
    code: 'line-unstable',
  })),
  fc.integer({ min: 2, max: 8 }).map((time) => ({
    put: faults.dropAfter({ time, lines: 99 }),
    code: 'line-unstable',
  })),
  fc.integer({ min: 5001, max: 20_000 }).map((late) => ({
    put: faults.lateReady(late),
    code: 'line-unstable',
  })),
  fc.constant({ put: faults.halfOpen({ frames: 1, lines: 99 }), code: 'turn-timeout' }),
);

const gatewayOf = (gateway: Gateway) => ({
  gateway: { url: 'wss://voice.test', token: 'KEY', socket: fakeSocket(gateway, { latency: 3 }) },
  model: 'some/model:1',
  keepalive: false as const,
  backoff: { initial: 5, max: 100, jitter: 'none' as const },
});

const speak = (gateway: Gateway) =>
  virtually(() => {
    const tts = synthesizer({ ...gatewayOf(gateway), sampleRate: 8000 });
    return tts.speak('It will not be said.').pipe(finalize(() => tts.close()));
  });

const hear = (gateway: Gateway) =>
  virtually(() => {
    const stt = recognizer(gatewayOf(gateway));
    const format = { encoding: 'linear16', sampleRate: 8000, channels: 1 } as const;
    const chunk = { data: new Uint8Array(320), format };
    const audio$ = concat(of(chunk), timer(50).pipe(map(() => chunk)));
    return stt.transcribe(audio$).pipe(finalize(() => stt.close()));
  });

describe('faults that never end, in virtual time', () => {
  it.each([
    ['a turn', speak, () => ttsGateway({ ready: 5 })],
    ['a transcription', hear, () => sttGateway({ ready: 5 })],
  ])('should end %s with the error that tells why, and never hang', (_, run, calm) => {
    fc.assert(
      fc.property(failing, ({ put, code }) => {
        const { error, hung } = run(put(calm()));

        expect(hung).toBe(false);
        expect(isVoiceError(error) ? error.code : error).toBe(code);
      }),
      { seed: 6, numRuns: 100 },
    );
  });
});
