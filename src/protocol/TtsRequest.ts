import type * as t from 'io-ts';
import { Bool, Finite, options, Text } from './fields';
import { message } from './record';
import { tagged } from './tagged';

/** Which pronunciation dictionary to use: `{ mode: 'rewrite', name }` or `{ mode: 'rewrite', dictionary_id }`. */
const Pronunciation = options('a pronunciation object', {
  mode: Text,
  name: Text,
  dictionary_id: Text,
});

/** The options of a voice that every route names alike. */
const TtsConfig = options('an object of options', {
  sample_rate: Finite,
  encoding: Text,
  language: Text,
  speed: Finite,
  pronunciation: Pronunciation,
});

/**
 * The codec of what a client says to a speaking gateway. `speak`, the first name of `text`, is read as `text`.
 *
 * @category Protocol
 */
export const TtsRequest = tagged(
  'TtsRequest',
  {
    init: message(
      'TtsRequest.init',
      'init',
      {},
      {
        model: Text,
        voice: Text,
        language: Text,
        config: TtsConfig,
      },
    ),
    text: message(
      'TtsRequest.text',
      'text',
      { text: Text },
      {
        flush: Bool,
        partial: Bool,
        pronunciation: Pronunciation,
      },
    ),
    flush: message('TtsRequest.flush', 'flush', {}, {}),
    clear: message('TtsRequest.clear', 'clear', {}, {}),
    cancel: message('TtsRequest.cancel', 'cancel', {}, {}),
    close: message('TtsRequest.close', 'close', {}, {}),
    keepalive: message('TtsRequest.keepalive', 'keepalive', {}, {}),
  },
  { speak: 'text' },
);

/**
 * What a client says to a speaking gateway: the wire shape.
 *
 * @category Protocol
 */
export type TtsRequest = t.TypeOf<typeof TtsRequest>;
