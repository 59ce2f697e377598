import { cold, marbleTest } from 'jest-marbles';
import { map, of } from 'rxjs';
import { isVoiceError } from 'rxjs-voice';
import {
  fakeSocket,
  inVirtualTime,
  onlyVirtual,
  readable,
  script,
  showAudio,
  tone,
  watched,
} from 'rxjs-voice/testing';
import { telephone } from './telephone';

const mulaw = { encoding: 'mulaw', sampleRate: 8000 } as const;
const packet = tone(20, mulaw);

const setUp = () => {
  const ears = watched(
    script(
      { answers: { init: 'R', audio: ['', '', '(fu)'], finalize: 'o' } },
      {
        f: { type: 'final_transcript', transcript: 'Are you there?' },
        o: { type: 'final_transcript', transcript: '' },
        u: { type: 'utterance_end' },
      },
    ),
  );
  const voice = watched(
    script({ answers: { init: 'R', flush: '-a-(FE)', clear: 'C' } }, { a: tone(50, mulaw) }),
  );
  return { ears, voice };
};

// prettier-ignore
describe('telephone', () => {
  it('should answer in packets of 20 ms, when they are due', () => {
    const { ears, voice } = setUp();
    const both = fakeSocket((client$, request) => (request.url.includes('/stt/') ? ears : voice)(client$, request));
    const gateway = { url: 'ws://test', token: 't', socket: both };
    onlyVirtual(marbleTest(() => {
      const caller$ = cold('c 19ms c 19ms c|', { c: packet });
      const expected = '    40ms -p 19ms p 19ms q 9ms |';
      const sent$ = telephone(gateway, caller$, () => of('I am here.'));

      expect(sent$.pipe(map(showAudio))).toBeObservable(
        cold(expected, { p: showAudio(packet), q: showAudio(tone(10, mulaw)) }),
      );
    }));

    expect(readable(ears.received().lines[0]?.audio)).toEqual(showAudio(tone(60, mulaw)));
    expect([ears, voice].map((far) => far.received().lines[0]?.messages[0])).toEqual([
      expect.objectContaining({ config: expect.objectContaining({ encoding: 'mulaw', sample_rate: 8000 }) }),
      expect.objectContaining({ config: expect.objectContaining({ encoding: 'mulaw', sample_rate: 8000 }) }),
    ]);
  });

  it('should refuse audio that no telephone sends', () => {
    const { error } = inVirtualTime(setUpScenario, ({ gateway }) =>
      telephone(gateway, of(tone(20)), () => of('I am here.')),
    );

    expect(isVoiceError(error, 'format-mismatch')).toBe(true);
  });
});

const setUpScenario = () => {
  const { ears, voice } = setUp();
  return { stt: ears, tts: voice };
};
