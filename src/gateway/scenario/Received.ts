import { type AudioChunk } from '../../audio';
import { type ClientMessage } from './clientMessage';

/**
 * What a gateway received, over all its lines.
 *
 * @category Gateway
 */
export interface Received {
  /** Its lines, in the order they were dialled. */
  readonly lines: readonly ReceivedLine[];
  /** The texts, in order, as they came. */
  readonly texts: readonly string[];
  /** How many flushes. */
  readonly flushes: number;
  /** How much audio in the sample encodings, ms; what was sent again on another line counts again. */
  readonly audioMs: number;
}

/**
 * What a gateway received on one line.
 *
 * @category Gateway
 */
export interface ReceivedLine {
  /** The URL that was dialled, its query included. */
  readonly url: string;
  /** Request headers, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Every message, decoded. */
  readonly messages: readonly ClientMessage[];
  /** Every message in a word: a text in quotes, audio as `audio 60 ms` (adjoining messages in one), else its type. */
  readonly said: readonly string[];
  /** All audio in a row, in the format `init` told; absent where there was none. */
  readonly audio?: AudioChunk;
}
