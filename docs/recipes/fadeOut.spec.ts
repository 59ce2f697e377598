import { cold, hot, marbleTest } from 'jest-marbles';
import { map, tap } from 'rxjs';
import { type AudioChunk, linear16ToInt16 } from 'rxjs-voice';
import { audioMs, fakeSocket, onlyVirtual, script, tone, watched } from 'rxjs-voice/testing';
import { fadeOut } from './fadeOut';

const loudness = ({ data }: AudioChunk) => Array.from(linear16ToInt16(data), Math.abs);

// prettier-ignore
describe('fadeOut', () => {
  it('should let the last 15 ms fall to silence, and tell the gateway', () => {
    const answers = { init: 'R', flush: '-aaa 97ms a 99ms a 99ms a-(FE)', clear: 'C' };
    const far = watched(script({ answers }, { a: tone(100) }));
    const gateway = { url: 'ws://test', token: 't', socket: fakeSocket(far) };
    const heard: AudioChunk[] = [];
    onlyVirtual(marbleTest(() => {
      const stop$ = hot('250ms x');
      const expected = ' --a 99ms b 99ms b 47ms (f|)';
      const speech$ = fadeOut(gateway, 'A long story.', stop$);

      expect(speech$.pipe(tap((chunk) => heard.push(chunk)), map(audioMs)))
        .toBeObservable(cold(expected, { a: 85, b: 100, f: 15 }));
    }));

    const [before = [], fade = []] = heard.slice(-2).map(loudness);
    expect(before.every((sample) => sample === 8001)).toBe(true);
    expect(fade).toEqual([...fade].sort((one, other) => other - one));
    expect(fade.at(-1)).toBe(0);
    expect(far.received().lines.map(({ said }) => said)).toEqual([
      ['init', '"A long story."', 'flush', 'clear', 'close'],
    ]);
  });
});
