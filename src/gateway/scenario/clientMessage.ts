import { type Frame } from '../../connection';
import {
  decodeSttRequest,
  decodeTtsRequest,
  type SttRequest,
  type TtsRequest,
} from '../../protocol';

/**
 * What a client says to a gateway, of either service. Audio is `audio`, however it came.
 *
 * @category Gateway
 */
export type ClientMessage =
  | TtsRequest
  | SttRequest
  | {
      /** A text frame that is no message of a client. */
      readonly type: 'unreadable';
      /** The frame. */
      readonly frame: string;
    };

/**
 * Reads a frame of a client.
 *
 * @internal
 */
export function clientMessage(frame: Frame): ClientMessage {
  if (typeof frame !== 'string') return { type: 'audio', data: frame };
  const spoken = decodeTtsRequest(frame);
  if (spoken._tag === 'Right') return spoken.right;
  const heard = decodeSttRequest(frame);
  return heard._tag === 'Right' ? heard.right : { type: 'unreadable', frame };
}
