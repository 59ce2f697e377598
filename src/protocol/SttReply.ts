import * as t from 'io-ts';
import { Bool, Finite, Label, Text } from './fields';
import { message, record } from './record';
import { tagged } from './tagged';
import { error, readyFields } from './TtsReply';

/** A word with its times in seconds. */
const TimedWord = record(
  'a word',
  { word: Text, start: Finite, end: Finite },
  {
    punctuated_word: Text,
    confidence: Finite,
    speaker: Label,
  },
);

const heard = {
  confidence: Finite,
  language: Text,
  duration: Finite,
  words: t.readonlyArray(TimedWord, 'a list of words'),
};

/**
 * The codec of what a listening gateway says in its canonical words. Times on the wire are seconds. {@link decodeStt}
 * reads these and the variants of single routes.
 *
 * @category Protocol
 */
export const SttReply = tagged('SttReply', {
  ready: message('SttReply.ready', 'ready', {}, readyFields),
  partial_transcript: message(
    'SttReply.partial_transcript',
    'partial_transcript',
    { transcript: Text },
    heard,
  ),
  final_transcript: message(
    'SttReply.final_transcript',
    'final_transcript',
    { transcript: Text },
    { ...heard, from_finalize: Bool },
  ),
  utterance_end: message('SttReply.utterance_end', 'utterance_end', {}, { last_word_end: Finite }),
  error: error('SttReply.error'),
});

/**
 * What a listening gateway says in its canonical words: the wire shape.
 *
 * @category Protocol
 */
export type SttReply = t.TypeOf<typeof SttReply>;
