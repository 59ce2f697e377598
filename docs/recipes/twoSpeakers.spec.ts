import { cold, marbleTest } from 'jest-marbles';
import { of } from 'rxjs';
import {
  fakeSocket,
  inVirtualTime,
  onlyVirtual,
  silence,
  script,
  sttGateway,
  tone,
  words,
} from 'rxjs-voice/testing';
import { twoSpeakers } from './twoSpeakers';

const heard = {
  f: { type: 'final_transcript', transcript: 'Shall we begin?' },
  g: { type: 'final_transcript', transcript: 'Yes.' },
  o: { type: 'final_transcript', transcript: '' },
  u: { type: 'utterance_end' },
} as const;

// prettier-ignore
describe('twoSpeakers', () => {
  it('should say who said what', () => {
    const far = script(
      [
        { answers: { init: 'R', audio: ['', '', '(fu)'], finalize: 'o' } },
        { answers: { init: 'R', audio: ['', '', '(gu)'], finalize: 'o' } },
      ],
      heard,
    );
    const gateway = { url: 'ws://test', token: 't', socket: fakeSocket(far) };
    onlyVirtual(marbleTest(() => {
      const people = {
        Ann: cold('  a-a-a------|', { a: tone(20) }),
        Ben: cold('  ------b-b-b|', { b: tone(20) }),
      };
      const expected = '----p-----q|';

      expect(twoSpeakers(gateway, people)).toBeObservable(cold(expected, { p: 'Ann: Shall we begin?', q: 'Ben: Yes.' }));
    }));
  });

  it('should hear both when they talk at once', () => {
    const { values } = inVirtualTime(() => sttGateway(), ({ gateway }) =>
      twoSpeakers(gateway, {
        Ann: of(words('So I said. '), silence(600)),
        Ben: of(words('Yes yes. '), silence(600)),
      }),
    );

    expect([...values].sort()).toEqual(['Ann: So I said.', 'Ben: Yes yes.']);
  });
});
