import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cold, marbleTest } from 'jest-marbles';
import { map } from 'rxjs';
import { fakeSocket, onlyVirtual, script, showAudio, tone } from 'rxjs-voice/testing';
import { recorded, replayed } from './recordIncident';
import { speakTokens } from './speakTokens';

const audio = { a: tone(20), b: tone(20, { pitch: 300 }) };
const shown = { a: showAudio(audio.a), b: showAudio(audio.b) };
const folder = mkdtempSync(join(tmpdir(), 'incident-'));
const path = join(folder, 'incident.cassette');

afterAll(() => rmSync(folder, { recursive: true }));

// prettier-ignore
describe('recordIncident', () => {
  const tokens = '    (p|)';
  const expected = '80ms -a 19ms b 39ms |'; // The second sound came late, and the end later.

  it('should record what happened, without the token', () => {
    const far = script({ answers: { init: 'R', flush: '80ms -a 19ms b 39ms (FE)' } }, audio);
    const token = 'a-token-nobody-may-see';
    const gateway = recorded({ url: 'ws://test', token, socket: fakeSocket(far) }, path);
    onlyVirtual(marbleTest(() => {
      const tokens$ = cold(tokens, { p: 'Hello.' });

      expect(speakTokens(gateway, tokens$).pipe(map(showAudio))).toBeObservable(cold(expected, shown));
    }));

    expect(readFileSync(path, 'utf8')).toContain('Hello.');
    expect(readFileSync(path, 'utf8')).not.toContain(token);
  });

  it('should happen again, as it happened', () => {
    onlyVirtual(marbleTest(() => {
      const tokens$ = cold(tokens, { p: 'Hello.' });

      expect(speakTokens(replayed(path), tokens$).pipe(map(showAudio))).toBeObservable(cold(expected, shown));
    }));
  });
});
