import { type AudioFormat } from '../audio';

/**
 * A format with what is left out filled in: linear16, 24 kHz, mono, as a synthesizer asks for.
 *
 * @internal
 */
export const testFormat = ({
  encoding = 'linear16',
  sampleRate = 24_000,
  channels = 1,
}: Partial<AudioFormat>): AudioFormat => ({ encoding, sampleRate, channels });
