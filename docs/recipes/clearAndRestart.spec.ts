import { cold, marbleTest } from 'jest-marbles';
import { map, of } from 'rxjs';
import { fakeSocket, onlyVirtual, script, showAudio, tone, watched } from 'rxjs-voice/testing';
import { clearAndRestart } from './clearAndRestart';

const audio = { x: tone(20), y: tone(20, { pitch: 300 }) };
const shown = { x: showAudio(audio.x), y: showAudio(audio.y) };
const answers = { init: 'R', flush: ['--x-x-x-x-(FE)', '-y-y-y-(FE)'], clear: '-x-C' };

// prettier-ignore
describe('clearAndRestart', () => {
  it('should leave the old answer for the new one, without a late sound of it', () => {
    const far = watched(script({ answers }, audio));
    const gateway = { url: 'ws://test', token: 't', socket: fakeSocket(far) };
    onlyVirtual(marbleTest(() => {
      const questions$ = cold('p----q|', { p: 'Who?', q: 'Why?' });
      const expected = '       --x-x 104ms y-y-y-|';
      const speech$ = clearAndRestart(gateway, questions$, (question) => of(`You asked: ${question}`));

      expect(speech$.pipe(map(showAudio))).toBeObservable(cold(expected, shown));
    }));

    expect(far.received().lines.map(({ said }) => said)).toEqual([
      ['init', '"You asked: Who?"', 'flush', 'clear', '"You asked: Why?"', 'flush', 'close'],
    ]);
  });
});
