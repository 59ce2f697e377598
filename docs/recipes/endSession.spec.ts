import { cold, hot, marbleTest } from 'jest-marbles';
import { map } from 'rxjs';
import { fakeSocket, onlyVirtual, script, showAudio, tone, watched } from 'rxjs-voice/testing';
import { endSession } from './endSession';

const audio = { a: tone(20) };
const shown = { a: showAudio(audio.a) };

// prettier-ignore
describe('endSession', () => {
  it('should close the line in the middle of what is said, and complete', () => {
    const far = watched(script({ answers: { init: 'R', flush: '-a-a-a-a-(FE)' } }, audio));
    const gateway = { url: 'ws://test', token: 't', socket: fakeSocket(far) };
    onlyVirtual(marbleTest(() => {
      const texts$ = cold(' p-q-----------|', { p: 'One.', q: 'Two.' });
      const hangUp$ = hot(' ----x');
      const expected = '    -a-a|';

      expect(endSession(gateway, texts$, hangUp$).pipe(map(showAudio))).toBeObservable(cold(expected, shown));
    }));

    expect(far.received().lines.map(({ said }) => said)).toEqual([['init', '"One."', 'flush', 'close']]);
  });
});
