import {
  asyncScheduler,
  concat,
  concatMap,
  defer,
  finalize,
  interval,
  map,
  merge,
  NEVER,
  type Observable,
  of,
  take,
  takeUntil,
  timer,
} from 'rxjs';
import { type Frame } from '../../src/connection';
import { type Gateway, type GatewayRequest } from '../../src/gateway';
import { bufferAudio, flushEvery } from '../../src/operators';
import { recognizer, synthesizer } from '../../src/sessions';
import {
  fakeSocket,
  faults,
  inVirtualTime,
  silence,
  sttGateway,
  ttsGateway,
  virtually,
} from '../../src/testing';

/** Notes when each line is dialled, in whole seconds since the first: a timer of 0 ms takes 1 ms under fake timers. */
function timed(gateway: Gateway) {
  const dials: number[] = [];
  let start: number | undefined;
  const noting = (client$: Observable<Frame>, request: GatewayRequest) =>
    defer(() => {
      start ??= asyncScheduler.now();
      dials.push(Math.round((asyncScheduler.now() - start) / 1000));
      return gateway(client$, request);
    });
  return { noting, dials };
}

/** A session whose token ends 40 s from now, by the clock, and which is always at work. */
function expiring(gateway: Gateway) {
  const token = () => of({ token: 't', expiresAt: asyncScheduler.now() + 40_000 });
  const socket = fakeSocket(gateway);
  const tts = synthesizer({ gateway: { url: 'ws://test', token, socket }, model: 'a/b' });
  const sentences$ = interval(5000).pipe(
    take(9),
    map(() => 'Hello. '),
  );
  return sentences$.pipe(
    concatMap((text) => tts.speak(text)),
    finalize(() => tts.close()),
  );
}

describe('time', () => {
  it('should be virtual for deadlines by the clock, in a TestScheduler', () => {
    const { noting, dials } = timed(ttsGateway());
    virtually(() => expiring(noting));

    // Half of what is left to live, each time.
    expect(dials).toEqual([0, 20, 40]);
  });

  it('should be so under fake timers, where the clock is one of this year', () => {
    jest.useFakeTimers();
    const { noting, dials } = timed(ttsGateway());
    let over = false;
    expiring(noting).subscribe({ complete: () => (over = true) });
    jest.advanceTimersByTime(60_000);
    const left = jest.getTimerCount();
    jest.useRealTimers();

    expect(dials).toEqual([0, 20, 40]);
    expect({ over, left }).toEqual({ over: true, left: 0 });
  });

  it('should be virtual for all that waits: timeouts, retries, keepalives, idle lines, fences, buffers, and every gateway', () => {
    const slow = () => ({
      tts: faults.halfOpen({ audio: 40 })(
        faults.lateReady(3000)(
          faults.refuse({ status: 503, lines: 3 })(ttsGateway({ idleTimeout: 45_000 })),
        ),
      ),
      stt: faults.slowDrain({ rate: 24_000 })(
        faults.dropAfter({ time: 20_000 })(sttGateway({ idleTimeout: 30_000 })),
      ),
    });
    const { end } = inVirtualTime(slow, ({ gateway, closeAfter }) => {
      const tts = closeAfter(synthesizer({ gateway, model: 'a/b', idleTimeout: 60_000 }));
      const stt = closeAfter(recognizer({ gateway, model: 'a/b' }));
      const spoken$ = concat(
        of('Hello there. ').pipe(
          flushEvery({ quiet: 400 }),
          (text$) => tts.speak(text$),
          bufferAudio({ ahead: 100 }),
        ),
        tts
          .speak(concat(of('Hello.'), NEVER))
          .pipe(bufferAudio(), (audio$) => merge(audio$, NEVER)),
      );
      const heard$ = stt.transcribe(timer(0, 10_000).pipe(map(() => silence(100))));
      return merge(spoken$, heard$).pipe(takeUntil(timer(120_000)));
    });

    expect(end).toBe(120_000);
  });
});
