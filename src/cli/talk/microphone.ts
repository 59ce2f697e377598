import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { map, Observable } from 'rxjs';
import { type AudioChunk, bytesPerFrame } from '../../audio';
import { wholeFrames } from '../../audio/wholeFrames';
import { readWav } from '../../node';
import { frameAudio, paceAudio } from '../../operators';
import { CommandError } from '../CommandError';
import { type Io } from '../Io';
import { linear16 } from '../linear16';
import { withAudio } from '../withAudio';
import { findRecorder, recordedAs, type Recorder } from './recorders';
import { lastWords } from './lastWords';

/**
 * What the user says, and where it comes from.
 *
 * @internal
 */
export interface Microphone {
  readonly name: string;
  readonly audio$: Observable<AudioChunk>;
}

/**
 * The microphone of this machine, or a WAV file that plays in its place, in real time.
 *
 * @param file - the WAV file
 * @throws a sentence with what to install, where nothing records
 * @internal
 */
export function microphone({ folder }: Pick<Io, 'folder'>, file: string | undefined): Microphone {
  if (file === undefined) {
    const recorder = findRecorder();
    return { name: recorder.name, audio$: recording(recorder) };
  }
  return {
    name: file,
    audio$: readWav(resolve(folder, file), { mono: true }).pipe(
      map(linear16),
      withAudio(`${file} holds no audio. Record it again.`),
      frameAudio({ ms: 20 }),
      paceAudio(),
    ),
  };
}

function recording({ name, path, args }: Recorder): Observable<AudioChunk> {
  return new Observable((output) => {
    const child = spawn(path, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const said = lastWords(child.stderr);
    const frameBytes = bytesPerFrame(recordedAs, 'Recording');
    let cut: Uint8Array = new Uint8Array(0);
    child.stdout.on('data', (bytes: Buffer) => {
      const frames = wholeFrames(cut, bytes, frameBytes);
      cut = frames.cut;
      output.next({ data: frames.whole, format: recordedAs });
    });
    const fail = (why: string, cause?: unknown) =>
      output.error(
        new CommandError(
          `Recording through ${name}: it ${why}${said()}. Check that this machine has a microphone.`,
          undefined,
          { cause },
        ),
      );
    child.on('error', (cause) => fail('could not be started', cause));
    child.on('close', (code, signal) => {
      if (code === 0) output.complete();
      else fail(`ended with ${signal ?? `exit code ${code}`}`);
    });
    return () => child.kill('SIGKILL');
  });
}
