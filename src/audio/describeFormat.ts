import { type AudioFormat } from './AudioFormat';

/**
 * Names a format as people read it: `linear16 24000 Hz mono`, `mulaw 8000 Hz stereo`, `linear16 48000 Hz 6 channels`.
 *
 * @internal
 */
export function describeFormat({ encoding, sampleRate, channels }: AudioFormat): string {
  const layout = channels === 1 ? 'mono' : channels === 2 ? 'stereo' : `${channels} channels`;
  return `${encoding} ${sampleRate} Hz ${layout}`;
}
