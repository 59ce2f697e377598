import { cold, marbleTest } from 'jest-marbles';
import { map } from 'rxjs';
import { fakeSocket, onlyVirtual, script, tone, watched } from 'rxjs-voice/testing';
import { micCaptions } from './micCaptions';

const heard = {
  p: { type: 'partial_transcript', transcript: 'hel' },
  q: { type: 'final_transcript', transcript: 'Hello there.' },
  r: { type: 'partial_transcript', transcript: 'how are' },
  s: { type: 'final_transcript', transcript: 'How are you?' },
} as const;

// prettier-ignore
const captions = {
  p: '(hel)', q: 'Hello there.', r: 'Hello there. (how are)', s: 'Hello there. How are you?',
};

// prettier-ignore
describe('micCaptions', () => {
  it('should show what is said, and what of it may change', () => {
    const far = watched(
      script({ answers: { init: 'R', audio: ['p', '', 'q', 'r'], finalize: 's' } }, heard),
    );
    const gateway = { url: 'ws://test', token: 't', socket: fakeSocket(far) };
    onlyVirtual(marbleTest(() => {
      const microphone$ = cold('a-a-a-a-a|', { a: tone(20, { sampleRate: 48_000 }) });
      const expected = '        p---q-r--(s|)';
      const captions$ = micCaptions(gateway, microphone$).pipe(
        map(({ committed, tentative }) => `${committed} ${tentative && `(${tentative})`}`.trim()),
      );

      expect(captions$).toBeObservable(cold(expected, captions));
    }));

    const [line] = far.received().lines;
    expect(line?.audio?.format).toEqual({ encoding: 'linear16', sampleRate: 16_000, channels: 1 });
    expect(line?.said).toEqual(['init', 'audio 100 ms', 'finalize', 'close']);
  });
});
