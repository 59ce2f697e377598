import type * as t from 'io-ts';
import { type Word } from './SpeechEvent';
import { type SttMessage } from './SttMessage';
import { type Token } from './sttFrames';
import { defined } from './times';
import { transcriptOf } from './transcript';

type Tokens = readonly t.TypeOf<typeof Token>[];

/** Tokens that stand for an event, not for words: an endpoint was detected, a `finalize` was obeyed. */
const markers = new Set(['<end>', '<fin>']);

/**
 * Tokens as words. A token that begins with a space begins a word; others go on with the one before. Confidence is that of
 * the least sure part.
 *
 * @internal
 */
export function wordsOfTokens(tokens: Tokens): Word[] {
  const words: Word[] = [];
  for (const { text, start_ms: start, end_ms: end, confidence, speaker } of tokens) {
    const last = words[words.length - 1];
    if (markers.has(text.trim()) || text.trim() === '' || start === undefined || end === undefined)
      continue;
    if (last === undefined || /^\s/.test(text)) {
      words.push(defined<Word>({ text: text.trim(), start, end, confidence, speaker }));
    } else {
      const least =
        confidence === undefined ? last.confidence : Math.min(confidence, last.confidence ?? 1);
      words[words.length - 1] = defined<Word>({
        ...last,
        confidence: least,
        speaker: last.speaker,
        text: last.text + text.trimEnd(),
        end,
      });
    }
  }
  return words;
}

function transcriptOfTokens(
  type: 'partial' | 'final',
  tokens: Tokens,
  fromFinalize = false,
): SttMessage {
  const text = tokens
    .map((token) => token.text)
    .join('')
    .trim();
  const language = tokens.find((token) => token.language !== undefined)?.language;
  return transcriptOf(type, text, wordsOfTokens(tokens), { language, fromFinalize });
}

/**
 * Soniox's tokens as messages: the final ones are a final, the others a partial behind it, and a marker ends the utterance.
 *
 * `<fin>` answers a `finalize`. Where no final text comes with it, nothing was left to say, which an empty final states.
 *
 * @internal
 */
export function fromTokens(tokens: Tokens): SttMessage[] {
  const messages: SttMessage[] = [];
  let finals: t.TypeOf<typeof Token>[] = [];
  const flush = (fromFinalize: boolean) => {
    if (finals.length > 0 || fromFinalize) {
      messages.push(transcriptOfTokens('final', finals, fromFinalize));
    }
    finals = [];
  };
  for (const token of tokens) {
    if (markers.has(token.text.trim())) {
      flush(token.text.trim() === '<fin>');
      messages.push({ type: 'utterance-end' });
    } else if (token.is_final === true) {
      finals.push(token);
    }
  }
  flush(false);
  const open = tokens.filter(
    ({ text, is_final }) => is_final !== true && !markers.has(text.trim()),
  );
  if (open.length > 0) messages.push(transcriptOfTokens('partial', open));
  return messages;
}
