import { type AudioFormat } from '../../audio';
import { type Frame } from '../../connection';
import { decodeSttRequest, decodeTts, decodeTtsRequest } from '../../protocol';
import { type GatewayRequest } from '../Gateway';
import { sessionFormat } from '../sessionFormat';

/**
 * Adds up the audio that passes on a line, either way.
 *
 * @internal
 */
export interface AudioMeter {
  /** A message of the client, whose init tells the format. */
  fromClient(frame: Frame): void;
  /** A message of the gateway. */
  fromGateway(frame: Frame): void;
  /** The audio so far, ms. Before an init there is none. */
  ms(): number;
}

/**
 * Makes an {@link AudioMeter} for one line.
 *
 * @internal
 */
export function audioMeter(request: GatewayRequest): AudioMeter {
  const listens = request.url.includes('/stt/');
  let format: AudioFormat | undefined;
  let bytes = 0;

  return {
    fromClient(frame) {
      if (typeof frame !== 'string') {
        bytes += frame.length;
        return;
      }
      const read = listens ? decodeSttRequest(frame) : decodeTtsRequest(frame);
      if (read._tag === 'Left') return;
      const message = read.right;
      if (message.type === 'audio') bytes += message.data.length;
      if (message.type !== 'init') return;
      const rate = listens ? 16_000 : 24_000;
      const found = sessionFormat(message.config ?? {}, ['linear16', 'mulaw', 'alaw'], rate);
      if (typeof found !== 'string') format ??= found;
    },
    fromGateway(frame) {
      if (typeof frame !== 'string') {
        bytes += frame.length;
        return;
      }
      if (!frame.includes('"audio')) return;
      const read = decodeTts(frame);
      if (read._tag === 'Left') return;
      for (const message of read.right) if (message.type === 'audio') bytes += message.data.length;
    },
    ms: () => {
      if (format === undefined) return 0;
      const perSample = format.encoding === 'linear16' ? 2 : 1;
      return ((bytes / perSample) * 1000) / format.sampleRate;
    },
  };
}
