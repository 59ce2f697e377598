import { cold, marbleTest } from 'jest-marbles';
import { map } from 'rxjs';
import { fakeSocket, onlyVirtual, script, showAudio, tone, watched } from 'rxjs-voice/testing';
import { type Line, twoVoices } from './twoVoices';

const lines: Record<string, Line> = {
  h: { by: 'host', text: 'Who are you?' },
  g: { by: 'guest', text: 'A voice.' },
  i: { by: 'host', text: 'So am I.' },
};
const audio = { x: tone(20), y: tone(20, { pitch: 300 }) };
const shown = { x: showAudio(audio.x), y: showAudio(audio.y) };

// prettier-ignore
describe('twoVoices', () => {
  it('should speak each line in its own voice, one after the other', () => {
    const guest = { answers: { init: 'R', flush: '-y-(FE)' } };
    const host = { answers: { init: 'R', flush: '-x-(FE)' } };
    const far = watched(script([guest, host], audio));
    const gateway = { url: 'ws://test', token: 't', socket: fakeSocket(far) };
    onlyVirtual(marbleTest(() => {
      const lines$ = cold('(hgi|)', lines);
      const expected = '   -x--y--x-|';

      expect(twoVoices(gateway, lines$).pipe(map(showAudio))).toBeObservable(cold(expected, shown));
    }));

    expect(far.received().lines.map(({ said }) => said)).toEqual([
      ['init', '"A voice."', 'flush', 'close'],
      ['init', '"Who are you?"', 'flush', '"So am I."', 'flush', 'close'],
    ]);
    expect(far.received().lines.map(({ messages }) => messages[0])).toEqual([
      expect.objectContaining({ voice: 'aura-2-apollo-en' }),
      expect.objectContaining({ voice: 'aura-2-thalia-en' }),
    ]);
  });
});
