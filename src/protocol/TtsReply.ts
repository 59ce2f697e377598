import * as t from 'io-ts';
import { Base64, Bool, Finite, Text } from './fields';
import { message, record } from './record';
import { tagged } from './tagged';

/** The times of words in seconds: three lists of one length. */
export const WordTimestamps = record(
  'word times',
  {
    words: t.readonlyArray(Text, 'a list of words'),
    start: t.readonlyArray(Finite, 'a list of seconds'),
    end: t.readonlyArray(Finite, 'a list of seconds'),
  },
  {},
);

/** The fields of `ready`, the same on both services. */
export const readyFields = {
  session_id: Text,
  slng_request_id: Text,
  accepts_partial_text: Bool,
};

/** `error` as the gateway itself writes it. Other shapes are read, but not written. */
export const error = (name: string) => message(name, 'error', { code: Text, message: Text }, {});

/**
 * The codec of what a speaking gateway says in its canonical words. Times on the wire are seconds. Audio also comes as
 * binary frames. {@link decodeTts} reads these and the variants of single routes.
 *
 * @category Protocol
 */
export const TtsReply = tagged('TtsReply', {
  ready: message('TtsReply.ready', 'ready', {}, readyFields),
  audio_chunk: message(
    'TtsReply.audio_chunk',
    'audio_chunk',
    { data: Base64 },
    {
      sequence: Finite,
    },
  ),
  segment_start: message('TtsReply.segment_start', 'segment_start', {}, { segment_id: Text }),
  segment_end: message('TtsReply.segment_end', 'segment_end', {}, { segment_id: Text }),
  timestamps: message('TtsReply.timestamps', 'timestamps', { word_timestamps: WordTimestamps }, {}),
  flushed: message('TtsReply.flushed', 'flushed', {}, {}),
  cleared: message('TtsReply.cleared', 'cleared', {}, {}),
  audio_end: message('TtsReply.audio_end', 'audio_end', {}, { duration: Finite }),
  error: error('TtsReply.error'),
});

/**
 * What a speaking gateway says in its canonical words: the wire shape, with `data` of `audio_chunk` as bytes.
 *
 * @category Protocol
 */
export type TtsReply = t.TypeOf<typeof TtsReply>;
