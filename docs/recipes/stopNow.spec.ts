import { cold, hot, marbleTest } from 'jest-marbles';
import { map } from 'rxjs';
import { fakeSocket, onlyVirtual, script, showAudio, tone, watched } from 'rxjs-voice/testing';
import { stopNow } from './stopNow';

const texts = { p: 'A long story.', q: 'Something else.' };
const audio = { a: tone(20), b: tone(20, { pitch: 300 }) };
const shown = { a: showAudio(audio.a), b: showAudio(audio.b) };
const answers = { init: 'R', flush: ['-a-a-a-a-(FE)', '-b-(FE)'], clear: '-a-C' };

// prettier-ignore
describe('stopNow', () => {
  it('should stop at once, here and at the gateway, and go on with the next text', () => {
    const far = watched(script({ answers }, audio));
    const gateway = { url: 'ws://test', token: 't', socket: fakeSocket(far) };
    onlyVirtual(marbleTest(() => {
      const texts$ = cold('pq|', texts);
      const stop$ = hot('  ----x');
      const expected = '   -a-a 104ms b-|';

      expect(stopNow(gateway, texts$, stop$).pipe(map(showAudio))).toBeObservable(cold(expected, shown));
    }));

    expect(far.received().lines.map(({ said }) => said)).toEqual([
      ['init', '"A long story."', 'flush', 'clear', '"Something else."', 'flush', 'close'],
    ]);
  });
});
