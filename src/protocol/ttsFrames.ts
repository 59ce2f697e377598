import * as t from 'io-ts';
import * as either from './either';
import { Base64, Finite, Flag, Label, Text } from './fields';
import { isObject, record } from './record';
import { type Word } from './SpeechEvent';
import { toMs } from './times';
import { WordTimestamps } from './TtsReply';

/** The fields of what a speaking gateway says, as any route may write them. Codecs of this file only decode. */

const never = (): never => {
  throw new TypeError('This codec only decodes.');
};

const reads = <A>(name: string, validate: t.Validate<unknown, A>): t.Type<A, never> =>
  new t.Type<A, never>(name, (_): _ is A => false, validate, never);

/** Audio as base64, or one level deeper as `{ audio }`. */
const Payload = reads<Uint8Array>(Base64.name, (value, context) =>
  isObject(value)
    ? Base64.validate(value.audio, t.appendContext(context, 'audio', Base64, value.audio))
    : Base64.validate(value, context),
);

/** The `data` of an end: audio where it looks like it, anything else where not. */
const LastPayload = reads<Uint8Array | undefined>(Base64.name, (value, context) =>
  typeof value === 'string' || (isObject(value) && typeof value.audio === 'string')
    ? Payload.validate(value, context)
    : t.success(undefined),
);

/** Audio, which may say that it is the last. */
export const AudioFrame = record(
  'an audio frame',
  {},
  {
    data: Payload,
    audio: Base64,
    audio_end: Flag,
    isFinal: Flag,
  },
);

/** The same where audio must be there, or an end. */
export const TypedAudioFrame = reads<t.TypeOf<typeof AudioFrame>>(
  AudioFrame.name,
  (value, context) =>
    either.chain<t.Errors, t.TypeOf<typeof AudioFrame>, t.TypeOf<typeof AudioFrame>>((frame) =>
      (frame.data ?? frame.audio ?? frame.audio_end ?? frame.isFinal ?? false)
        ? t.success(frame)
        : t.failure(isObject(value) ? value.data : value, t.appendContext(context, 'data', Base64)),
    )(AudioFrame.validate(value, context)),
);

/** An end of audio. `duration` in seconds, `dur_ms` in ms. */
export const EndFrame = record(
  'an end of audio',
  {},
  {
    data: LastPayload,
    audio: Base64,
    duration: Finite,
    dur_ms: Finite,
  },
);

/** The session is open. */
export const ReadyFrame = record(
  'a ready',
  {},
  {
    session_id: Label,
    accepts_partial_text: Flag,
  },
);

/** A stretch of audio begins or ends. */
export const SegmentFrame = record('a segment', {}, { segment_id: Label });

/** Sarvam's `event`. */
export const EventFrame = record(
  'an event',
  {
    data: record('event data', {}, { event_type: Text, event: Text }),
  },
  {},
);

/** Kugel's words, in ms. */
const WordList = t.readonlyArray(
  record('a word', { word: Text, start_ms: Finite, end_ms: Finite }, {}),
  'a list of words',
);

/** Words and their times: one list of objects in ms, or three lists in seconds. */
const SpokenWords = reads<readonly Word[]>(WordTimestamps.name, (value, context) => {
  if (Array.isArray(value)) {
    return either.map((words: t.TypeOf<typeof WordList>) =>
      words.map(({ word, start_ms, end_ms }) => ({ text: word, start: start_ms, end: end_ms })),
    )(WordList.validate(value, context));
  }
  const lists = WordTimestamps.validate(value, context);
  if (lists._tag === 'Left') return lists;
  const { words, start, end } = lists.right;
  const spoken: Word[] = [];
  for (const [i, text] of words.entries()) {
    const from = start[i];
    const to = end[i];
    if (from === undefined || to === undefined) {
      const [key, list] = from === undefined ? ['start', start] : ['end', end];
      const expected = reads<never>(`as long as words, which has ${words.length}`, t.failure);
      return t.failure(list, t.appendContext(context, key, expected, list));
    }
    spoken.push({ text, start: toMs(from), end: toMs(to) });
  }
  return t.success(spoken);
});

/** When words are spoken. */
export const WordsFrame = record('word times', { word_timestamps: SpokenWords }, {});
