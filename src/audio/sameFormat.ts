import { type AudioFormat } from './AudioFormat';

/**
 * Whether audio of both formats may follow each other: encoding, sample rate and channels are equal.
 *
 * @internal
 */
export function sameFormat(a: AudioFormat, b: AudioFormat): boolean {
  return (
    a === b ||
    (a.encoding === b.encoding && a.sampleRate === b.sampleRate && a.channels === b.channels)
  );
}
