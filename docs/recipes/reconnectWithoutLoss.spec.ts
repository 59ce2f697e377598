import { cold, marbleTest } from 'jest-marbles';
import { map, of } from 'rxjs';
import { type BackoffPolicy } from 'rxjs-voice';
import {
  fakeSocket,
  faults,
  inVirtualTime,
  onlyVirtual,
  sameAudio,
  script,
  showAudio,
  tone,
  ttsGateway,
  words,
} from 'rxjs-voice/testing';
import { reconnectWithoutLoss } from './reconnectWithoutLoss';

const backoff: BackoffPolicy = { initial: 250, jitter: 'none' };
const audio = { a: tone(20), b: tone(20, { pitch: 300 }), c: tone(20, { pitch: 200 }) };
const shown = { a: showAudio(audio.a), b: showAudio(audio.b), c: showAudio(audio.c) };

// prettier-ignore
describe('reconnectWithoutLoss', () => {
  it('should go on where the lost line stopped', () => {
    const far = script(
      [{ answers: { init: 'R', flush: '-a-b-#' } }, { answers: { init: 'R', flush: '-a-b-c-(FE)' } }],
      audio,
    );
    const gateway = { url: 'ws://test', token: 't', socket: fakeSocket(far) };
    const told: string[] = [];
    onlyVirtual(marbleTest(() => {
      const text$ = cold('(p|)', { p: 'Hello.' });
      const expected = '  -a-b 256ms c-|';
      const speech$ = reconnectWithoutLoss(gateway, text$, (sentence) => told.push(sentence), backoff);

      expect(speech$.pipe(map(showAudio))).toBeObservable(cold(expected, shown));
    }));

    expect(told).toEqual(['On the line.', 'Lost the line. Dialling again in 250 ms.', 'On the line.']);
  });

  it('should give every byte once, over a line that breaks five times and a gateway that is busy', () => {
    const texts = ['Hello there. ', 'This line breaks. ', 'Nobody hears it.'];
    const far = () =>
      faults.refuse({ status: 503 })(faults.dropAfter({ audio: 150, lines: 5 })(ttsGateway()));
    const { values, received } = inVirtualTime(far, ({ gateway }) =>
      reconnectWithoutLoss(gateway, of(...texts), () => undefined),
    );

    expect(sameAudio(values, texts.map((text) => words(text)))).toBe(true);
    expect(received.lines.length).toBeGreaterThan(5);
  });
});
