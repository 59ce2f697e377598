import type * as t from 'io-ts';
import { Base64, Bool, Finite, options, Text } from './fields';
import { message } from './record';
import { tagged } from './tagged';

/** The options of a recogniser that every route names alike. */
const SttConfig = options('an object of options', {
  language: Text,
  sample_rate: Finite,
  encoding: Text,
  channels: Finite,
  enable_partials: Bool,
});

/**
 * The codec of what a client says to a listening gateway. Audio usually comes as binary frames instead of `audio`.
 *
 * @category Protocol
 */
export const SttRequest = tagged('SttRequest', {
  init: message(
    'SttRequest.init',
    'init',
    {},
    {
      model: Text,
      language: Text,
      config: SttConfig,
    },
  ),
  audio: message('SttRequest.audio', 'audio', { data: Base64 }, {}),
  finalize: message('SttRequest.finalize', 'finalize', {}, {}),
  close: message('SttRequest.close', 'close', {}, {}),
  keepalive: message('SttRequest.keepalive', 'keepalive', {}, {}),
});

/**
 * What a client says to a listening gateway: the wire shape, with `data` of `audio` as bytes.
 *
 * @category Protocol
 */
export type SttRequest = t.TypeOf<typeof SttRequest>;
