import { type AudioFormat, type Encoding } from '../audio';

/** The sample rates the gateway knows, Hz. */
const sampleRates: readonly number[] = [8000, 16000, 22050, 24000, 32000, 48000];

/**
 * Reads the audio format out of the `config` of an init.
 *
 * @param config - as the client sent it
 * @param speaks - the encodings this gateway knows; the first is the default
 * @param sampleRate - the default, Hz
 * @returns the format, or the sentence that says what is wrong
 * @internal
 */
export function sessionFormat(
  config: Readonly<Record<string, unknown>>,
  speaks: readonly [Encoding, ...Encoding[]],
  sampleRate: number,
): AudioFormat | string {
  const { encoding = speaks[0], sample_rate = sampleRate, channels = 1 } = config;
  const known = speaks.find((one) => one === encoding);
  if (known === undefined) {
    return `This gateway speaks ${speaks.join(', ')}, not ${show(encoding)}. Ask for one of these in config.encoding.`;
  }
  if (typeof sample_rate !== 'number' || !sampleRates.includes(sample_rate)) {
    return `This gateway knows the sample rates ${sampleRates.join(', ')} Hz, not ${show(sample_rate)}. Ask for one of these in config.sample_rate.`;
  }
  if (channels !== 1) {
    return `This gateway knows one channel, not ${show(channels)}. Leave config.channels out, or set it to 1.`;
  }
  return { encoding: known, sampleRate: sample_rate, channels: 1 };
}

/** A value as it stood in the message, cut short. */
function show(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
