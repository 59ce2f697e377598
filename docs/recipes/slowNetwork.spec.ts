import { cold, marbleTest } from 'jest-marbles';
import { asyncScheduler, interval, map, of, take } from 'rxjs';
import {
  fakeSocket,
  faults,
  inVirtualTime,
  onlyVirtual,
  sttGateway,
  tone,
  words,
} from 'rxjs-voice/testing';
import { slowNetwork } from './slowNetwork';

/** 4 s of sound, at 16 000 bytes a second; the word is in the first of them. */
const said = (word: string) => words(`${word}. `.padEnd(400), { sampleRate: 8000 });
const sounds = {
  1: said('One'),
  2: said('Two'),
  3: said('Three'),
  4: said('Four'),
  5: said('Five'),
  6: said('Six'),
};
const lines = {
  a: 'One.',
  b: 'Two.',
  e: 'Five.',
  f: 'Six.',
  x: '(7500 to 10000 ms were not heard)',
  y: '(11500 to 14000 ms were not heard)',
};

// prettier-ignore
describe('slowNetwork', () => {
  it('should say when the network is slow, and what was not heard', () => {
    const far = faults.slowDrain({ rate: 6000, at: 'ready' })(sttGateway());
    const gateway = { url: 'ws://test', token: 't', socket: fakeSocket(far) };
    const shown: [number, boolean][] = [];
    onlyVirtual(marbleTest(() => {
      const microphone$ = cold('1 3999ms 2 3999ms 3 3999ms 4 3999ms 5 3999ms 6 3999ms |', sounds);
      const expected = '667ms a 10666ms b 4665ms x 3999ms y 10000ms e 10665ms f 10002ms |';
      const show = (slow: boolean) => shown.push([asyncScheduler.now(), slow]);

      expect(slowNetwork(gateway, microphone$, show)).toBeObservable(cold(expected, lines));
    }));

    expect(shown.map(([, slow]) => slow)).toEqual([true, false]);
    expect(shown[1]?.[0]).toBeGreaterThan(24_000); // not each time that there is room for a moment
  });

  it('should not say so each time that there is room for a moment', () => {
    const shown: boolean[] = [];
    inVirtualTime(() => faults.slowDrain({ rate: 6000, at: 'ready' })(sttGateway()), ({ gateway }) => {
      const microphone$ = interval(100).pipe(take(50), map(() => tone(100, { sampleRate: 8000 })));
      return slowNetwork(gateway, microphone$, (slow) => shown.push(slow));
    });

    expect(shown).toEqual([true, false]);
  });

  it('should lose no word where all of it may wait, however slow', () => {
    const slow = () => faults.slowDrain({ rate: 3000, at: 'ready', lines: Infinity })(sttGateway());
    const { values, error } = inVirtualTime(slow, ({ gateway }) =>
      slowNetwork(gateway, of(sounds[1], sounds[2]), () => undefined),
    );

    expect(error).toBeUndefined();
    expect(values).toEqual(['One.', 'Two.']);
  });

  it('should say nothing on a fast one', () => {
    const gateway = { url: 'ws://test', token: 't', socket: fakeSocket(sttGateway()) };
    const shown: boolean[] = [];
    onlyVirtual(marbleTest(() => {
      const microphone$ = cold('1 3999ms 2 3999ms |', sounds);
      const expected = '        a 3999ms b 3999ms |';

      expect(slowNetwork(gateway, microphone$, (slow) => shown.push(slow))).toBeObservable(cold(expected, lines));
    }));

    expect(shown).toEqual([]);
  });
});
