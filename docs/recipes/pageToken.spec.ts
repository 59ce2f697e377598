import { cold, marbleTest } from 'jest-marbles';
import { EMPTY, map } from 'rxjs';
import { synthesizer } from 'rxjs-voice';
import { fakeSocket, onlyVirtual, script, showAudio, tone, watched } from 'rxjs-voice/testing';
import { pageToken } from './pageToken';

const audio = { a: tone(20), b: tone(20, { pitch: 300 }) };
const expiring = (token: string) => ({ token, expiresAt: Infinity });
const shown = { a: showAudio(audio.a), b: showAudio(audio.b) };

// prettier-ignore
describe('pageToken', () => {
  it('should ask for a token at every dial', () => {
    const far = watched(script(
      [{ answers: { init: 'R', flush: '-a-#' } }, { answers: { init: 'R', flush: '-a-b-(FE)' } }],
      audio,
    ));
    onlyVirtual(marbleTest(() => {
      const values = { t: expiring('t'), u: expiring('u') };
      const tokens = [cold('--(t|)', values), cold('--(u|)', values)];
      const gateway = pageToken('ws://test', () => tokens.shift() ?? EMPTY);
      const tts = synthesizer({
        gateway: { ...gateway, auth: 'query', socket: fakeSocket(far) },
        model: 'a/b',
        backoff: { initial: 250, jitter: 'none' },
      });
      const expected = '---a 256ms b-|';

      expect(tts.speak(cold('(p|)', { p: 'Hello.' })).pipe(map(showAudio))).toBeObservable(cold(expected, shown));
    }));

    expect(far.received().lines.map(({ url }) => new URL(url).searchParams.get('token'))).toEqual(['t', 'u']);
  });
});
