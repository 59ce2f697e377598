import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { cold, marbleTest } from 'jest-marbles';
import { map } from 'rxjs';
import { encodeWav, isVoiceError } from 'rxjs-voice';
import { onLoopback } from 'rxjs-voice/node';
import { fakeSocket, onlyVirtual, script, sttGateway, tone, words } from 'rxjs-voice/testing';
import { transcribeFiles, transcribeFolder } from './transcribeFolder';

// prettier-ignore
describe('transcribeFolder', () => {
  it('should transcribe so many at once', () => {
    const heard = { f: { type: 'final_transcript', transcript: 'Yes.' } } as const;
    const line = { answers: { init: 'R', finalize: 'f' } };
    const gateway = { url: 'ws://test', token: 't', socket: fakeSocket(script([line, line, line, line], heard)) };
    onlyVirtual(marbleTest(() => {
      const read = () => cold('x--|', { x: tone(20) });
      const expected = '       ---(ab)(cd|)';
      const done$ = transcribeFiles(gateway, ['a', 'b', 'c', 'd'], { atOnce: 2, read });

      expect(done$.pipe(map(({ file }) => file))).toBeObservable(cold(expected));
    }));
  });

  it('should transcribe the WAV files of a folder, and say which it cannot', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'recordings-'));
    const { data, format } = words('Hello there. ');
    writeFileSync(join(folder, 'greeting.wav'), encodeWav(data, format));
    writeFileSync(join(folder, 'noise.wav'), 'This is no sound.');
    writeFileSync(join(folder, 'notes.txt'), 'This is no recording.');

    const { values } = await onLoopback(() => sttGateway(), ({ gateway }) => transcribeFolder(gateway, folder));
    rmSync(folder, { recursive: true });

    const byName = Object.fromEntries(
      values.map(({ file, text, error }) => [basename(file), text ?? (isVoiceError(error) && error.code)]),
    );
    expect(byName).toEqual({ 'greeting.wav': 'Hello there.', 'noise.wav': 'decode-failed' });
  });
});
