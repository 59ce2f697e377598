import { cold, marbleTest } from 'jest-marbles';
import { filter, of } from 'rxjs';
import {
  audioMs,
  fakeSocket,
  onlyVirtual,
  script,
  silence,
  sttGateway,
  tone,
  virtualSink,
  watched,
  words,
} from 'rxjs-voice/testing';
import { voiceAgent } from './voiceAgent';

const sounds = {
  q: words('Tell me a story.'.padEnd(50)),
  r: words('Thank you.'.padEnd(50)),
  o: silence(600),
};
const heard = { a: 0, b: 400, c: 800 };
/** Of the positions, told every 20 ms, some. */
const sometimes = filter((ms: number) => ms % 400 === 0);
const story = '-aa 98ms a 199ms a 199ms a 199ms a 199ms a 199ms a 199ms a-(FE)';

const setUp = () => {
  const voice = watched(
    script({ answers: { init: 'R', flush: [story, '-a(FE)'], clear: 'C' } }, { a: tone(200) }),
  );
  const ears = sttGateway();
  const socket = fakeSocket((client$, request) =>
    (request.url.includes('/stt/') ? ears : voice)(client$, request),
  );
  return { voice, sink: virtualSink(), gateway: { url: 'ws://test', token: 't', socket } };
};

// prettier-ignore
describe('voiceAgent', () => {
  it('should answer when the user has spoken, and fall silent when they speak again', () => {
    const { voice, sink, gateway } = setUp();
    onlyVirtual(marbleTest(() => {
      const microphone$ = cold('q 499ms o 599ms o 599ms r 499ms o 599ms |', sounds);
      const expected = '        501ms a 399ms b 399ms c 899ms a 598ms |';
      const heard$ = voiceAgent(gateway, microphone$, (question) => of(`You said: ${question}`), sink);

      expect(heard$.pipe(sometimes)).toBeObservable(cold(expected, heard));
    }));

    // It fell silent when r began, at 1700, and faded for 15 ms.
    expect(sink.sounds().map((sound) => [sound.at, audioMs(sound)])).toEqual([[501, 1214], [2201, 200]]);
    expect(voice.received().lines.map(({ said }) => said)).toEqual([
      ['init', '"You said: Tell me a story."', 'flush', 'clear', '"You said: Thank you."', 'flush', 'close'],
    ]);
  });

  it('should answer anew to a word too short to interrupt', () => {
    const { voice, sink, gateway } = setUp();
    onlyVirtual(marbleTest(() => {
      const microphone$ = cold('q 499ms o 499ms n 499ms o 999ms |', { ...sounds, n: words('No. ') });
      const expected = '        501ms a 399ms b 399ms c 299ms a 898ms |';
      const heard$ = voiceAgent(gateway, microphone$, (question) => of(`You said: ${question}`), sink);

      expect(heard$.pipe(sometimes)).toBeObservable(cold(expected, heard));
    }));

    expect(voice.received().texts).toEqual(['You said: Tell me a story.', 'You said: No.']);
  });
});
