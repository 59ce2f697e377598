import { type Word } from './SpeechEvent';
import { type SttMessage } from './SttMessage';
import { defined } from './times';

/** Words that were heard, as a message. */
export type Heard = Extract<SttMessage, { readonly type: 'partial' | 'final' }>;

/** Who spoke all the words, if one did. */
function speakerOf(words: readonly Word[]): string | undefined {
  const speaker = words[0]?.speaker;
  return words.every((word) => word.speaker === speaker) ? speaker : undefined;
}

/** A transcript with the times of its words. What is given in `known` goes before what the words tell. */
export function transcriptOf(
  type: Heard['type'],
  text: string,
  words: readonly Word[],
  known: { readonly [K in keyof Heard]?: Heard[K] | undefined } = {},
): Heard {
  return defined<Heard>({
    type,
    text,
    start: words[0]?.start ?? known.start,
    end: words[words.length - 1]?.end ?? known.end,
    confidence: known.confidence,
    language: known.language,
    speaker: known.speaker ?? speakerOf(words),
    words: words.length === 0 ? undefined : words,
    fromFinalize: known.fromFinalize === true ? true : undefined,
  });
}
