import type * as t from 'io-ts';
import { type Word } from './SpeechEvent';
import { type HeardWord, type ResultsFrame, type TranscriptFrame } from './sttFrames';
import { defined, toMs } from './times';
import { wordsOfTokens } from './tokens';
import { type Heard, transcriptOf } from './transcript';

const inMs = (seconds: number | undefined): number | undefined =>
  seconds === undefined ? undefined : toMs(seconds);

/** Words as they should be read, with their times. One without times says nothing that the text does not. */
function wordsOf(words: readonly t.TypeOf<typeof HeardWord>[]): Word[] {
  return words.flatMap((word) => {
    const text = word.punctuated_word ?? word.word ?? word.text;
    const start = word.start_ms ?? inMs(word.start);
    const end = word.end_ms ?? inMs(word.end);
    if (text === undefined || start === undefined || end === undefined) return [];
    const { confidence, speaker } = word;
    return [defined<Word>({ text, start, end, confidence, speaker })];
  });
}

/** What the text of a native `channel` is taken from. */
const noAlternative: NonNullable<
  t.TypeOf<typeof TranscriptFrame>['channel']
>['alternatives'][number] = {};

/**
 * `partial_transcript` and `final_transcript`. A native alternative under `channel` gives what the top level lacks.
 *
 * @internal
 */
export function fromTranscript(
  type: Heard['type'],
  frame: t.TypeOf<typeof TranscriptFrame>,
): Heard {
  const native = frame.channel?.alternatives[0] ?? noAlternative;
  const own = frame.transcript ?? '';
  const listed = frame.words ?? [];
  const words = wordsOf(listed.length > 0 ? listed : (native.words ?? []));
  const segments = frame.segments ?? [];
  return transcriptOf(
    type,
    own.trim() === '' ? (native.transcript ?? own) : own,
    words.length > 0 ? words : wordsOfTokens(frame.tokens ?? []),
    {
      start: inMs(segments[0]?.start),
      end: inMs(segments[segments.length - 1]?.end),
      confidence: frame.confidence ?? native.confidence,
      language: frame.language ?? native.language,
      speaker: frame.speaker,
      fromFinalize: frame.from_finalize,
    },
  );
}

/**
 * Deepgram's `Results`. Where words have no times, the stretch of audio that was heard stands for them.
 *
 * @internal
 */
export function fromResults(frame: t.TypeOf<typeof ResultsFrame>): Heard {
  const { is_final, start, duration } = frame;
  const native = frame.channel.alternatives[0] ?? noAlternative;
  const text = native.transcript ?? '';
  const spoken = text.trim() !== '' && start !== undefined;
  return transcriptOf(is_final === true ? 'final' : 'partial', text, wordsOf(native.words ?? []), {
    start: spoken ? toMs(start) : undefined,
    end: spoken && duration !== undefined ? toMs(start + duration) : undefined,
    confidence: native.confidence,
    language: frame.language ?? native.language,
    fromFinalize: frame.from_finalize,
  });
}
