import { alawToLinear16, type AudioChunk, mulawToLinear16 } from '../audio';

/**
 * A chunk as linear16: recognisers hear that on every gateway, G.711 only on some.
 *
 * @internal
 */
export function linear16({ data, format }: AudioChunk): AudioChunk {
  if (format.encoding === 'linear16') return { data, format };
  const decode = format.encoding === 'mulaw' ? mulawToLinear16 : alawToLinear16;
  return { data: decode(data), format: { ...format, encoding: 'linear16' } };
}
