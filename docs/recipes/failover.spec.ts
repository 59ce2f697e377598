import { cold, marbleTest } from 'jest-marbles';
import { map, of } from 'rxjs';
import {
  faults,
  fakeSocket,
  inVirtualTime,
  onlyVirtual,
  sameAudio,
  script,
  showAudio,
  tone,
  ttsGateway,
  watched,
  words,
} from 'rxjs-voice/testing';
import { failover } from './failover';

const audio = { a: tone(20), b: tone(20, { pitch: 300 }), c: tone(20, { pitch: 200 }) };
const shown = { a: showAudio(audio.a), b: showAudio(audio.b), c: showAudio(audio.c) };

// prettier-ignore
describe('failover', () => {
  it('should go on in the second region where the first broke down', () => {
    const east = watched(script({ answers: { init: 'R', flush: '-a-#' } }, audio));
    const west = watched(script({ answers: { init: 'R', flush: 'abc-(FE)' } }, audio));
    const told: string[] = [];
    onlyVirtual(marbleTest(() => {
      const regions = [
        { url: 'ws://east', token: 't', socket: fakeSocket(east) },
        { url: 'ws://west', token: 't', socket: fakeSocket(west) },
      ];
      const text$ = cold('(p|)', { p: 'Hello.' });
      const expected = '  -a--bc-|';
      const speech$ = failover(regions, text$, (region) => told.push(region));

      expect(speech$.pipe(map(showAudio))).toBeObservable(cold(expected, shown));
    }));

    expect(told).toEqual(['ws://east', 'ws://west']);
    expect([...east.received().lines, ...west.received().lines].map(({ said }) => said)).toEqual([
      ['init', '"Hello."', 'flush'],
      ['init', '"Hello."', 'flush', 'close'],
    ]);
  });

  it('should say every byte once, where two of three regions fail', () => {
    const text = 'A sentence that is said in three places. ';
    const regions = () => [
      faults.refuse({ status: 503, lines: Infinity })(ttsGateway()),
      faults.closeWith({ code: 1012, audio: 100 })(ttsGateway()),
      ttsGateway(),
    ];
    const { values, received } = inVirtualTime(regions, ({ gateways }) =>
      failover(gateways, of(text), () => undefined),
    );

    expect(sameAudio(values, words(text))).toBe(true);
    expect(received.lines.map(({ url }) => new URL(url).hostname)).toEqual([
      'gateway-1.test', 'gateway-2.test', 'gateway-3.test',
    ]);
  });
});
