import { type AudioFormat } from '../../audio';
import { programPath } from '../../node/programPath';
import { CommandError } from '../CommandError';

/**
 * What a microphone is recorded as: what recognisers hear best.
 *
 * @internal
 */
export const recordedAs: AudioFormat = { encoding: 'linear16', sampleRate: 16_000, channels: 1 };

/** The programs that record, in order of choice, and how they write raw samples to stdout: the first two wait least. */
const recorders: Readonly<Record<string, readonly string[]>> = {
  parec: ['--raw', '--latency-msec=20', '--format=s16le', '--rate=16000', '--channels=1'],
  arecord: ['-q', '-t', 'raw', '-f', 'S16_LE', '-r', '16000', '-c', '1', '--buffer-time=100000'],
  rec: [
    ...['-q', '--buffer', '1024', '-t', 'raw', '-L', '-r', '16000', '-c', '1'],
    ...['-e', 'signed-integer', '-b', '16', '-'],
  ],
  ffmpeg: [
    ...['-nostdin', '-loglevel', 'error', '-f'],
    ...(process.platform === 'darwin' ? ['avfoundation', '-i', ':default'] : ['alsa', '-i', 'default']),
    ...['-f', 's16le', '-ar', '16000', '-ac', '1', '-'],
  ],
}; // prettier-ignore

/**
 * A program that records, and how it is started.
 *
 * @internal
 */
export interface Recorder {
  readonly name: string;
  readonly path: string;
  readonly args: readonly string[];
}

/**
 * Looks for a program that records.
 *
 * @throws a sentence with what to install, where there is none
 * @internal
 */
export function findRecorder(): Recorder {
  for (const [name, args] of Object.entries(recorders)) {
    const path = programPath(name);
    if (path !== undefined) return { name, path, args };
  }
  throw new CommandError(
    `Listening to a microphone needs one of the programs ${Object.keys(recorders).join(', ')} on the PATH, and found none there. Install one: parec comes with pulseaudio-utils, arecord with alsa-utils, rec with sox, ffmpeg with ffmpeg; or give a WAV file in its place with --in question.wav.`,
  );
}
