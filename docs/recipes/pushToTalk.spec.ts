import { cold, hot, marbleTest } from 'jest-marbles';
import { map, takeUntil } from 'rxjs';
import { fakeSocket, onlyVirtual, script, tone, watched } from 'rxjs-voice/testing';
import { pushToTalk } from './pushToTalk';

const heard = {
  f: { type: 'final_transcript', transcript: 'Turn on the light.' },
  g: { type: 'final_transcript', transcript: 'Off.' },
} as const;
const texts = { p: 'Turn on the light.', q: 'Off.' };

// prettier-ignore
describe('pushToTalk', () => {
  it('should hear what is said while the button is held, and nothing else', () => {
    const far = watched(script(
      [{ answers: { init: '--R', finalize: '---f' } }, { answers: { init: '--R', finalize: '-g' } }],
      heard,
    ));
    const gateway = { url: 'ws://test', token: 't', socket: fakeSocket(far) };
    onlyVirtual(marbleTest(() => {
      const held$ = hot('      t----f-t-f', { t: true, f: false });
      const microphone$ = hot('a-a-a-a-a-a-a-a', { a: tone(20) });
      const expected = '       --------p--q';
      const spoken$ = pushToTalk(gateway, held$, microphone$).pipe(map(({ text }) => text));

      expect(spoken$.pipe(takeUntil(cold('20ms x')))).toBeObservable(cold(`${expected} 8ms |`, texts));
    }));

    expect(far.received().lines.map(({ said }) => said)).toEqual([
      ['init', 'audio 60 ms', 'finalize', 'close'],
      ['init', 'audio 20 ms', 'finalize', 'close'],
    ]);
  });
});
