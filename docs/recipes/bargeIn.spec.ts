import { cold, marbleTest } from 'jest-marbles';
import { filter } from 'rxjs';
import {
  audioMs,
  fakeSocket,
  onlyVirtual,
  script,
  silence,
  tone,
  virtualSink,
  watched,
} from 'rxjs-voice/testing';
import { bargeIn } from './bargeIn';

const heard = { p: 0, q: 100, r: 200, s: 300 };
const answers = { init: 'R', flush: '-aaa 97ms a 99ms a 99ms a 99ms a 99ms a-(FE)', clear: 'C' };

const setUp = () => {
  const far = watched(script({ answers }, { a: tone(100) }));
  const gateway = { url: 'ws://test', token: 't', socket: fakeSocket(far) };
  return { far, gateway, sink: virtualSink() };
};

// prettier-ignore
describe('bargeIn', () => {
  it('should fall silent when the user speaks, and tell the gateway', () => {
    const { far, gateway, sink } = setUp();
    onlyVirtual(marbleTest(() => {
      const microphone$ = cold('o 99ms o 99ms v 99ms v 99ms v 99ms v', { o: silence(100), v: tone(100) });
      const expected = '        --(pp) 96ms q 99ms r 99ms s 97ms |';
      const heard$ = bargeIn(gateway, 'A long answer.', microphone$, sink);

      expect(heard$.pipe(filter((ms) => ms % 100 === 0))).toBeObservable(cold(expected, heard));
    }));

    expect(audioMs(sink.sounds())).toBe(413);
    expect(far.received().lines.map(({ said }) => said)).toEqual([
      ['init', '"A long answer."', 'flush', 'clear', 'close'],
    ]);
  });

  it('should speak to the end where the user only coughs', () => {
    const { gateway, sink } = setUp();
    onlyVirtual(marbleTest(() => {
      const microphone$ = cold('o 99ms v 99ms o 99ms o 99ms o', { o: silence(100), v: tone(100) });

      expect(bargeIn(gateway, 'A long answer.', microphone$, sink)).toSatisfyOnFlush(() => undefined);
    }));

    expect(audioMs(sink.sounds())).toBe(800);
  });
});
