import { type Transcript } from './SpeechEvent';
import { type GatewayFailure, type GatewayGoodbye, type GatewayNote } from './TtsMessage';

/**
 * What a listening gateway says, whatever its route calls it. Times are ms since the first sample that this line heard.
 *
 * @category Protocol
 */
export type SttMessage =
  | {
      /** The session is open. */
      readonly type: 'ready';
      /** The gateway's name for it. */
      readonly sessionId?: string;
    }
  | (Transcript & {
      /** Whether the gateway says that this answers a `finalize`. Not every route does. */
      readonly fromFinalize?: boolean;
    })
  | {
      /** The speaker has finished an utterance. */
      readonly type: 'utterance-end';
      /** When its last word ended, ms. */
      readonly at?: number;
    }
  | GatewayGoodbye
  | GatewayFailure
  | GatewayNote;
