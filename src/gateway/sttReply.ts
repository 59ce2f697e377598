import { type SttReply } from '../protocol';
import { type RecognitionEvent } from './engines';

const seconds = (ms: number) => Math.round(ms) / 1000;

/**
 * Writes what a recogniser heard as the gateway's message, its times in seconds. A `gap` has none.
 *
 * @internal
 */
export function sttReply(event: RecognitionEvent): SttReply | undefined {
  switch (event.type) {
    case 'gap':
      return undefined;
    case 'utterance-end':
      return event.at === undefined
        ? { type: 'utterance_end' }
        : { type: 'utterance_end', last_word_end: seconds(event.at) };
    case 'partial':
    case 'final': {
      const { text, start, end, confidence, language, words } = event;
      return {
        type: event.type === 'final' ? 'final_transcript' : 'partial_transcript',
        transcript: text,
        ...(confidence === undefined ? {} : { confidence }),
        ...(language === undefined ? {} : { language }),
        ...(start === undefined || end === undefined ? {} : { duration: seconds(end - start) }),
        ...(event.type === 'final' && event.fromFinalize === true ? { from_finalize: true } : {}),
        ...(words === undefined
          ? {}
          : {
              words: words.map((word) => ({
                word: word.text,
                start: seconds(word.start),
                end: seconds(word.end),
                ...(word.confidence === undefined ? {} : { confidence: word.confidence }),
                ...(word.speaker === undefined ? {} : { speaker: word.speaker }),
              })),
            }),
      };
    }
  }
}
