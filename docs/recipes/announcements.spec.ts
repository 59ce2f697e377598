import { cold, marbleTest } from 'jest-marbles';
import { map } from 'rxjs';
import { fakeSocket, onlyVirtual, script, showAudio, tone, watched } from 'rxjs-voice/testing';
import { announcements } from './announcements';

const texts = { p: 'Train one.', q: 'Train two.', r: 'Train three.' };
const audio = { a: tone(20), b: tone(20, { pitch: 300 }), c: tone(20, { pitch: 200 }) };
const shown = { a: showAudio(audio.a), b: showAudio(audio.b), c: showAudio(audio.c) };

// prettier-ignore
describe('announcements', () => {
  it('should begin each when the one before was heard', () => {
    const far = watched(script({ answers: { init: 'R', flush: ['-a(FE)', '-b(FE)', '-c(FE)'] } }, audio));
    const gateway = { url: 'ws://test', token: 't', socket: fakeSocket(far) };
    onlyVirtual(marbleTest(() => {
      const texts$ = cold(' p-q-r|', texts);
      const expected = '    --a 20ms -b 20ms -c 19ms |';

      expect(announcements(gateway, texts$, () => undefined).pipe(map(showAudio))).toBeObservable(cold(expected, shown));
    }));
  });

  it('should go on when one fails', () => {
    const far = watched(script(
      [{ answers: { init: 'R', flush: 'X' } }, { answers: { init: 'R', flush: '-b(FE)' } }],
      { ...audio, X: { type: 'error', code: 'config_error', message: 'No such voice.' } },
    ));
    const gateway = { url: 'ws://test', token: 't', socket: fakeSocket(far) };
    const failures: string[] = [];
    onlyVirtual(marbleTest(() => {
      const texts$ = cold(' p-q|', texts);
      const expected = '    ----b 19ms |';

      expect(announcements(gateway, texts$, (sentence) => failures.push(sentence)).pipe(map(showAudio))).toBeObservable(cold(expected, shown));
    }));

    expect(failures).toEqual([expect.stringContaining('"Train one." was not said: ')]);
    expect(failures[0]).toContain('No such voice.');
  });
});
