import { type AudioFormat } from '../audio';
import { decodeStt, encodeSttRequest, type SttMessage, type SttRequest } from '../protocol';
import { type Dialect } from './dialLine';
import { type RecognizerOptions } from './RecognizerOptions';

/**
 * How a listening gateway is spoken to.
 *
 * @internal
 */
export function listeningDialect(
  options: RecognizerOptions,
  { encoding, sampleRate }: AudioFormat,
): Dialect<SttMessage, SttRequest> {
  const { language, config, partials = true } = options;
  return {
    service: 'stt',
    decode: decodeStt,
    encode: encodeSttRequest,
    init: (model) => ({
      type: 'init',
      ...(model === undefined ? {} : { model }),
      config: {
        ...config,
        ...(language === undefined ? {} : { language }),
        sample_rate: sampleRate,
        encoding,
        enable_partials: partials,
      },
    }),
    keepalive: { type: 'keepalive' },
    keepaliveOnDirect: true,
  };
}
