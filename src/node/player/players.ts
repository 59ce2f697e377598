import { type AudioFormat, wavHeader } from '../../audio';
import { VoiceError } from '../../errors';
import { programPath } from '../programPath';

/**
 * A program that plays what comes in at its standard input.
 *
 * `pacat` belongs to PulseAudio and PipeWire, `aplay` to ALSA, `play` to SoX, `ffplay` to FFmpeg.
 *
 * @category Node
 */
export type PlayerName = 'pacat' | 'aplay' | 'play' | 'ffplay';

/**
 * How a player is started for a format.
 *
 * @internal
 */
export interface PlayerStart {
  readonly args: readonly string[];
  /** What it has to read first. */
  readonly header?: Uint8Array;
}

/** In order of choice: the first two wait least before they sound. */
const players: Readonly<Record<PlayerName, (format: AudioFormat) => PlayerStart>> = {
  pacat: ({ encoding, sampleRate, channels }) => ({
    args: [
      ...[
        '--playback',
        '--raw',
        '--latency-msec=50',
        `--format=${named(encoding, 's16le', 'ulaw')}`,
      ],
      ...[`--rate=${sampleRate}`, `--channels=${channels}`],
    ],
  }),
  aplay: ({ encoding, sampleRate, channels }) => ({
    args: [
      ...['-q', '-t', 'raw', '-f', named(encoding, 'S16_LE', 'MU_LAW', 'A_LAW')],
      ...['-r', `${sampleRate}`, '-c', `${channels}`, '--buffer-time=100000', '-'],
    ],
  }),
  play: ({ encoding, sampleRate, channels }) => ({
    args: [
      ...['-q', '--buffer', '1024', '-t', 'raw', '-L', '-r', `${sampleRate}`, '-c', `${channels}`],
      ...['-e', named(encoding, 'signed-integer', 'mu-law', 'a-law')],
      ...['-b', encoding === 'linear16' ? '16' : '8', '-'],
    ],
  }),
  // Its options for raw audio changed between versions; those of a WAV did not. A size of 0 is one that is not known.
  ffplay: (format) => ({
    args: [
      ...['-nodisp', '-autoexit', '-loglevel', 'error', '-fflags', 'nobuffer'],
      ...['-probesize', '4096', '-f', 'wav', '-i', '-'],
    ],
    header: wavHeader(format, 0),
  }),
};

const named = (encoding: string, linear16: string, mulaw: string, alaw = 'alaw') =>
  encoding === 'linear16' ? linear16 : encoding === 'mulaw' ? mulaw : alaw;

/**
 * Looks for a player on the PATH.
 *
 * @param wanted - the only one to look for; any where left out
 * @returns its name, its path, and how it is started
 * @throws `not-installed`, with what to install
 * @internal
 */
export function findPlayer(wanted?: PlayerName) {
  const names = Object.keys(players) as PlayerName[];
  for (const name of wanted ? [wanted] : names) {
    const path = programPath(name);
    if (path !== undefined) return { name, path, startFor: players[name] };
  }
  const needs = wanted ?? names.join(', ');
  throw new VoiceError(
    'not-installed',
    `Playing audio needs ${wanted ?? `one of the programs ${needs}`} on the PATH, and found none there. Install ${wanted ?? 'one'}: pacat comes with pulseaudio-utils, aplay with alsa-utils, play with sox, ffplay with ffmpeg.`,
    { needs },
    { retryable: false },
  );
}
