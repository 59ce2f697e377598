import { cold, marbleTest } from 'jest-marbles';
import { map } from 'rxjs';
import { fakeSocket, onlyVirtual, script, showAudio, tone, watched } from 'rxjs-voice/testing';
import { speakTokens } from './speakTokens';

const tokens = { a: 'Hello ', b: 'there. ', c: 'How are ', d: 'you?' };
const audio = { x: tone(20), y: tone(20, { pitch: 300 }) };
const shown = { x: showAudio(audio.x), y: showAudio(audio.y) };

const setUp = () => {
  const far = watched(script({ answers: { init: 'R', flush: ['-x-(FE)', '-y-(FE)'] } }, audio));
  return { far, gateway: { url: 'ws://test', token: 't', socket: fakeSocket(far) } };
};

// prettier-ignore
describe('speakTokens', () => {
  it('should speak a sentence as soon as it is known to end', () => {
    const { far, gateway } = setUp();
    onlyVirtual(marbleTest(() => {
      const tokens$ = cold('a-b-----c-d---|', tokens);
      const expected = '    ---------x-----y-|';
      const speech$ = speakTokens(gateway, tokens$).pipe(map(showAudio));

      expect(speech$).toBeObservable(cold(expected, shown));
    }));

    expect(far.received().lines.map(({ said }) => said)).toEqual([
      ['init', '"Hello there. "', 'flush', '"How are you?"', 'flush', 'close'],
    ]);
  });

  it('should not wait for a model that pauses', () => {
    const { gateway } = setUp();
    onlyVirtual(marbleTest(() => {
      const tokens$ = cold('a 999ms |', tokens);
      const expected = '    400ms -x 598ms |';
      const speech$ = speakTokens(gateway, tokens$).pipe(map(showAudio));

      expect(speech$).toBeObservable(cold(expected, shown));
    }));
  });
});
