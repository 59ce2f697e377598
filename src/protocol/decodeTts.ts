import * as either from './either';
import { type Redact } from './failure';
import { type Fields, readFrame, reader, type Reader, type Vocabulary } from './frame';
import { looksLikeFailure, readFailure } from './gatewayFailure';
import { goodbyes } from './goodbye';
import { defined, toMs } from './times';
import {
  AudioFrame,
  EndFrame,
  EventFrame,
  ReadyFrame,
  SegmentFrame,
  TypedAudioFrame,
  WordsFrame,
} from './ttsFrames';
import { type DecodeFailure, type TtsMessage } from './TtsMessage';

type Read = Reader<TtsMessage>;

const audioOf = (...payloads: readonly (Uint8Array | undefined)[]): TtsMessage[] =>
  payloads.flatMap((data) =>
    data === undefined || data.length === 0 ? [] : [{ type: 'audio', data }],
  );

const audio = (codec: typeof AudioFrame | typeof TypedAudioFrame): Read =>
  reader(codec, (frame) => [
    ...audioOf(frame.data ?? frame.audio),
    ...(frame.audio_end === true || frame.isFinal === true ? [{ type: 'audio-end' } as const] : []),
  ]);

/** An end that may bring the last audio: that is played first. */
const end = (type: 'audio-end' | 'flushed'): Read =>
  reader(EndFrame, ({ data, audio, duration, dur_ms }) => {
    const ms = duration === undefined ? dur_ms : toMs(duration);
    return [
      ...audioOf(data ?? audio),
      type === 'flushed' || ms === undefined ? { type } : { type, duration: ms },
    ];
  });

const segment = (type: 'segment-start' | 'segment-end'): Read =>
  reader(SegmentFrame, ({ segment_id }) => [defined<TtsMessage>({ type, segmentId: segment_id })]);

const ready: Read = reader(ReadyFrame, ({ session_id, accepts_partial_text }) => [
  defined<TtsMessage>({
    type: 'ready',
    sessionId: session_id,
    acceptsPartialText: accepts_partial_text,
  }),
]);

const words: Read = reader(WordsFrame, ({ word_timestamps }) => [
  { type: 'words', words: word_timestamps },
]);

const endings = new Set(['complete', 'completed', 'done', 'end', 'final']);
const failures = new Set(['error', 'failed']);

const event: Read = (fields, quote) =>
  either.chain(({ data }: { data: { event_type?: string; event?: string } }) => {
    const name = data.event_type ?? data.event ?? '';
    const said = name.trim().toLowerCase();
    if (failures.has(said)) return readFailure(fields, quote);
    return either.right<never, readonly TtsMessage[]>([
      endings.has(said) ? { type: 'audio-end' } : quote.note('unknown', `event ${name}`),
    ]);
  })(EventFrame.decode(fields));

const vocabulary: Vocabulary<TtsMessage> = {
  types: new Map<string, Read>([
    ['ready', ready],
    ...goodbyes,
    ['audio_chunk', audio(TypedAudioFrame)],
    ['audio', audio(TypedAudioFrame)],
    ['chunk', audio(TypedAudioFrame)],
    ['segment_start', segment('segment-start')],
    ['segment_end', segment('segment-end')],
    ['timestamps', words],
    ['word_timestamps', words],
    ['flushed', end('flushed')],
    ['cleared', () => either.right([{ type: 'cleared' }])],
    ['audio_end', end('audio-end')],
    ['done', end('audio-end')],
    ['end', end('audio-end')],
    ['final', end('audio-end')],
    // They follow an end of audio, so they must not count as a second one.
    ['terminated', end('flushed')],
    ['session_closed', end('flushed')],
    ['event', event],
    ['error', readFailure],
  ]),
  harmless: new Set([
    'metadata',
    'open',
    'warning',
    'control_ack',
    'generation_started',
    'chunk_complete',
  ]),
  untyped: (fields: Fields) => {
    if (looksLikeFailure(fields)) return readFailure;
    return 'audio' in fields || 'isFinal' in fields ? audio(AudioFrame) : undefined;
  },
};

/**
 * Reads a frame of a speaking gateway, whatever its route calls things, as messages of one vocabulary.
 *
 * One frame may hold several: the last audio and its end. A binary frame is audio; an empty one is nothing. A type that
 * nobody told us about is an `unknown` message, not a failure. Text that is not a JSON object, and a known type of a broken
 * shape, is a {@link DecodeFailure}. It never throws.
 *
 * @example
 * ```ts
 * decodeTts('{"type":"audio_end","duration":1.5}'); // right([{ type: 'audio-end', duration: 1500 }])
 * decodeTts('{"type":"audio_chunk","data":7}'); // left({ path: 'data', … })
 * ```
 *
 * @param frame - one WebSocket message
 * @param redact - takes secrets out of samples, names, sentences and errors before they are cut short; nothing by default
 * @category Protocol
 */
export function decodeTts(
  frame: string | Uint8Array,
  redact: Redact = (text) => text,
): either.Either<DecodeFailure, readonly TtsMessage[]> {
  return typeof frame === 'string'
    ? readFrame(vocabulary, frame, redact)
    : either.right(audioOf(frame));
}
