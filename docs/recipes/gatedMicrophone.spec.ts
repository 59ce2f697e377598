import { cold, marbleTest } from 'jest-marbles';
import { fakeSocket, onlyVirtual, script, silence, tone, watched } from 'rxjs-voice/testing';
import { gatedMicrophone } from './gatedMicrophone';

const heard = {
  f: { type: 'final_transcript', transcript: 'Hello.' },
  e: { type: 'final_transcript', transcript: '' },
} as const;

// prettier-ignore
describe('gatedMicrophone', () => {
  it('should send what is said, and ask what it was when it ends', () => {
    const far = watched(script({ answers: { init: 'R', finalize: ['f', 'e'] } }, heard));
    const gateway = { url: 'ws://test', token: 't', socket: fakeSocket(far) };
    onlyVirtual(marbleTest(() => {
      const microphone$ = cold('o 499ms v 249ms v 249ms o 499ms o 499ms o 499ms o|', { o: silence(500), v: tone(250) });
      const expected = '        1500ms f 1000ms |';

      expect(gatedMicrophone(gateway, microphone$)).toBeObservable(cold(expected, { f: 'Hello.' }));
    }));

    expect(far.received().lines.map(({ said }) => said)).toEqual([
      ['init', 'audio 1310 ms', 'finalize', 'close'],
    ]);
  });
});
