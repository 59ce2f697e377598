import { SttReply } from './SttReply';
import { SttRequest } from './SttRequest';
import { TtsReply } from './TtsReply';
import { TtsRequest } from './TtsRequest';

/**
 * Writes what a client says to a speaking gateway as a text frame.
 *
 * @example
 * ```ts
 * encodeTtsRequest({ type: 'text', text: 'Hello. ' }); // {"type":"text","text":"Hello. "}
 * ```
 *
 * @category Protocol
 */
export const encodeTtsRequest = (request: TtsRequest): string =>
  JSON.stringify(TtsRequest.encode(request));

/**
 * Writes what a client says to a listening gateway as a text frame; the bytes of `audio` become base64. Audio is better
 * sent as a binary frame, which is a quarter smaller.
 *
 * @category Protocol
 */
export const encodeSttRequest = (request: SttRequest): string =>
  JSON.stringify(SttRequest.encode(request));

/**
 * Writes what a speaking gateway says as a text frame; the bytes of `audio_chunk` become base64.
 *
 * @category Protocol
 */
export const encodeTtsReply = (reply: TtsReply): string => JSON.stringify(TtsReply.encode(reply));

/**
 * Writes what a listening gateway says as a text frame.
 *
 * @category Protocol
 */
export const encodeSttReply = (reply: SttReply): string => JSON.stringify(SttReply.encode(reply));
