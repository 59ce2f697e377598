import * as t from 'io-ts';
import * as either from './either';
import { type Redact } from './failure';
import { Text } from './fields';
import { type Fields, readFrame, reader, type Reader, type Vocabulary } from './frame';
import { looksLikeFailure, readFailure } from './gatewayFailure';
import { goodbyes } from './goodbye';
import { type SttMessage } from './SttMessage';
import {
  ReadyFrame,
  ResultsFrame,
  TokensFrame,
  TranscriptFrame,
  UtteranceEndFrame,
} from './sttFrames';
import { defined, toMs } from './times';
import { fromTokens } from './tokens';
import { fromResults, fromTranscript } from './heard';
import { type DecodeFailure } from './TtsMessage';

type Read = Reader<SttMessage>;

const ready: Read = reader(ReadyFrame, ({ session_id }) => [
  defined<SttMessage>({ type: 'ready', sessionId: session_id }),
]);

/** The text must stand somewhere, if only as an empty one. */
const transcript =
  (type: 'partial' | 'final'): Read =>
  (fields) =>
    either.chain((frame: t.TypeOf<typeof TranscriptFrame>) =>
      frame.transcript === undefined && frame.channel === undefined
        ? t.failure<readonly SttMessage[]>(
            fields.transcript,
            t.appendContext([], 'transcript', Text),
          )
        : t.success<readonly SttMessage[]>([fromTranscript(type, frame)]),
    )(TranscriptFrame.decode(fields));

const utteranceEnd: Read = reader(UtteranceEndFrame, ({ last_word_end: seconds }) => [
  // Deepgram says -1 where it heard no word.
  seconds === undefined || seconds < 0
    ? { type: 'utterance-end' }
    : { type: 'utterance-end', at: toMs(seconds) },
]);

const tokens: Read = reader(TokensFrame, (frame) => fromTokens(frame.tokens));

const vocabulary: Vocabulary<SttMessage> = {
  types: new Map<string, Read>([
    ['ready', ready],
    ...goodbyes,
    ['partial_transcript', transcript('partial')],
    ['final_transcript', transcript('final')],
    ['results', reader(ResultsFrame, (frame) => [fromResults(frame)])],
    ['utterance_end', utteranceEnd],
    ['utteranceend', utteranceEnd],
    ['error', readFailure],
  ]),
  harmless: new Set(['metadata', 'open', 'warning', 'control_ack', 'speechstarted']),
  untyped: (fields: Fields) => {
    if (looksLikeFailure(fields)) return readFailure;
    return 'tokens' in fields ? tokens : undefined;
  },
};

/**
 * Reads a frame of a listening gateway, whatever its route calls things, as messages of one vocabulary.
 *
 * One frame may hold several: a final and the end of its utterance. Binary frames mean nothing here. A type that nobody
 * told us about is an `unknown` message, not a failure. Text that is not a JSON object, and a known type of a broken shape,
 * is a {@link DecodeFailure}. It never throws.
 *
 * @example
 * ```ts
 * decodeStt('{"type":"final_transcript","transcript":"Hello."}'); // right([{ type: 'final', text: 'Hello.' }])
 * decodeStt('{"type":"final_transcript"}'); // left({ path: 'transcript', … })
 * ```
 *
 * @param frame - one WebSocket message
 * @param redact - takes secrets out of samples, names, sentences and errors before they are cut short; nothing by default
 * @category Protocol
 */
export function decodeStt(
  frame: string | Uint8Array,
  redact: Redact = (text) => text,
): either.Either<DecodeFailure, readonly SttMessage[]> {
  return typeof frame === 'string' ? readFrame(vocabulary, frame, redact) : either.right([]);
}
