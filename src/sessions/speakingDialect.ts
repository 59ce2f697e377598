import { type AudioFormat } from '../audio';
import { decodeTts, encodeTtsRequest, type TtsMessage, type TtsRequest } from '../protocol';
import { type Dialect } from './dialLine';
import { type SynthesizerOptions } from './SynthesizerOptions';

/**
 * How a speaking gateway is spoken to.
 *
 * @internal
 */
export function speakingDialect(
  { voice, speed, language, config }: SynthesizerOptions,
  { encoding, sampleRate }: AudioFormat,
): Dialect<TtsMessage, TtsRequest> {
  return {
    service: 'tts',
    decode: decodeTts,
    encode: encodeTtsRequest,
    init: (model) => ({
      type: 'init',
      ...(model === undefined ? {} : { model }),
      ...(voice === undefined ? {} : { voice }),
      config: {
        ...config,
        ...(language === undefined ? {} : { language }),
        ...(speed === undefined ? {} : { speed }),
        sample_rate: sampleRate,
        encoding,
      },
    }),
    keepalive: { type: 'keepalive' },
    keepaliveOnDirect: false,
  };
}
