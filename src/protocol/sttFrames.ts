import * as t from 'io-ts';
import { Finite, Flag, Label, Text } from './fields';
import { record } from './record';

/** The fields of what a listening gateway says, as any route may write them. */

/** The session is open. */
export const ReadyFrame = record('a ready', {}, { session_id: Label });

/** A word in any route's spelling: times in seconds, or in ms. */
export const HeardWord = record(
  'a word',
  {},
  {
    word: Text,
    text: Text,
    punctuated_word: Text,
    start: Finite,
    end: Finite,
    start_ms: Finite,
    end_ms: Finite,
    confidence: Finite,
    speaker: Label,
  },
);

const Words = t.readonlyArray(HeardWord, 'a list of words');

const Alternative = record(
  'an alternative',
  {},
  {
    transcript: Text,
    confidence: Finite,
    language: Text,
    words: Words,
  },
);

const Channel = record(
  'a channel',
  {
    alternatives: t.readonlyArray(Alternative, 'a list of alternatives'),
  },
  {},
);

/** A piece of a Soniox transcript: a word or a part of one. */
export const Token = record(
  'a token',
  { text: Text },
  {
    start_ms: Finite,
    end_ms: Finite,
    confidence: Finite,
    is_final: Flag,
    speaker: Label,
    language: Text,
  },
);

const heard = {
  from_finalize: Flag,
  transcript: Text,
  confidence: Finite,
  language: Text,
  speaker: Label,
  words: Words,
  segments: t.readonlyArray(
    record('a segment', {}, { start: Finite, end: Finite }),
    'a list of segments',
  ),
};

/** `partial_transcript` and `final_transcript`, with what routes add to them. */
export const TranscriptFrame = record(
  'a transcript',
  {},
  {
    ...heard,
    channel: Channel,
    tokens: t.readonlyArray(Token, 'a list of tokens'),
  },
);

/** Deepgram's `Results`. `start` and `duration` in seconds. */
export const ResultsFrame = record(
  'results',
  { channel: Channel },
  {
    is_final: Flag,
    from_finalize: Flag,
    start: Finite,
    duration: Finite,
    language: Text,
  },
);

/** Soniox's frame without a `type`. */
export const TokensFrame = record(
  'tokens',
  {
    tokens: t.readonlyArray(Token, 'a list of tokens'),
  },
  {},
);

/** The end of an utterance. `last_word_end` in seconds. */
export const UtteranceEndFrame = record('an utterance end', {}, { last_word_end: Finite });
