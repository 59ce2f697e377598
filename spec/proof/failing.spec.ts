import fc from 'fast-check';
import { concat, finalize, map, of, timer } from 'rxjs';
import { isVoiceError } from '../../src/errors';
import { faults, type Gateway, sttGateway, ttsGateway } from '../../src/gateway';
import { recognizer, synthesizer } from '../../src/sessions';
import { fakeSocket } from '../../src/testing';
import { virtually } from './virtually';

type Fault = (gateway: Gateway) => Gateway;
interface Failing {
  readonly put: Fault;
  readonly code: string;
}
const always = { lines: 99 };
const moment = fc.constantFrom('open' as const, 'init' as const, 'ready' as const);
const each = (code: string, ...all: Fault[]): fc.Arbitrary<Failing> =>
  fc.constantFrom(...all).map((put) => ({ put, code }));

/** What no session can get over, and how it says so. */
const failing: readonly fc.Arbitrary<Failing>[] = [
  each('socket-refused', faults.refuse({ status: 401, ...always })),
  fc.constantFrom(1002, 1003, 1007).map((close) => ({
    put: faults.closeWith({ code: close, frames: 1, ...always }),
    code: 'socket-closed',
  })),
  fc.integer({ min: 1, max: 40 }).map((lines) => ({
    put: faults.acceptThenDrop({ lines: lines + 4 }),
    code: 'line-unstable',
  })),
  fc.integer({ min: 2, max: 8 }).map((time) => ({
    put: faults.dropAfter({ time, ...always }),
    code: 'line-unstable',
  })),
  fc.integer({ min: 5001, max: 20_000 }).map((late) => ({
    put: faults.lateReady(late),
    code: 'line-unstable',
  })),
  each('line-unstable', faults.noReady(always)),
  fc.record({ at: moment, timeLeft: fc.integer({ min: 0, max: 4 }) }).map((going) => ({
    put: faults.goAway({ ...going, ...always }),
    code: 'line-unstable',
  })),
  fc
    .record({ at: moment, code: fc.constantFrom('provider_error', 'not_ready', 'next_years') })
    .map((error) => ({
      put: faults.errorAt({ ...error, then: 'close', ...always }),
      code: 'line-unstable',
    })),
  fc
    .record({
      at: fc.constantFrom('open' as const, 'init' as const),
      code: fc.constantFrom('auth_error', 'config_error', 'payload_too_large'),
      then: fc.constantFrom('silence' as const, 'close' as const, 'go-on' as const),
    })
    .map((error) => ({ put: faults.errorAt({ ...error, ...always }), code: 'gateway-error' })),
  each(
    'turn-timeout',
    faults.halfOpen({ frames: 1, ...always }),
    faults.silence({ at: 'ready', ...always }),
    faults.slowDrain({ rate: 0, at: 'ready', ...always }),
  ),
];

/** What only speech cannot get over, and only listening. */
const ofSpeech = fc.oneof(
  ...failing,
  each('line-unstable', faults.dieBeforeAudio(always)),
  each('gateway-error', faults.errorAt({ code: 'invalid_request', at: 'text', ...always })),
  each('gateway-error', faults.errorAt({ code: 'invalid_request', at: 'flush', ...always })),
);
const ofListening = fc.oneof(
  ...failing,
  each('turn-timeout', faults.noFinal(always)),
  each('gateway-error', faults.errorAt({ code: 'invalid_request', at: 'audio', ...always })),
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
    ['a turn', speak, () => ttsGateway({ ready: 5 }), ofSpeech],
    ['a transcription', hear, () => sttGateway({ ready: 5 }), ofListening],
  ])('should end %s with the error that tells why, and never hang', (_, run, calm, drawn) => {
    fc.assert(
      fc.property(drawn, ({ put, code }) => {
        const { error, hung } = run(put(calm()));

        expect(hung).toBe(false);
        expect(isVoiceError(error) ? error.code : error).toBe(code);
      }),
      { seed: 6, numRuns: 200 },
    );
  });
});
