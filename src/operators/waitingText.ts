import { type SpeechCommand } from '../protocol';
import { cutText } from './cutText';
import { findSentences, sentenceStart } from './phrases/findSentences';
import { ranges } from './phrases/ranges';
import { type SentenceRule } from './phrases/sentenceRule';
import { unfinishedLength } from './phrases/spans';

/**
 * Text on its way to be spoken.
 *
 * @internal
 */
export interface WaitingText {
  /** Adds a fragment. */
  add(fragment: string): void;
  /**
   * Emits all that waits, then `flush`; nothing where no letter waits, and not a tag that is not whole. With `last`, those too.
   */
  flush(last: boolean): void;
  /** Whether a `flush` would speak anything. */
  readonly speakable: boolean;
}

/**
 * What may stand between two flushes.
 *
 * @internal
 */
export interface SegmentLimits {
  /** Flush after so many sentences. */
  readonly sentences: number;
  /** Never more characters than this. */
  readonly chars: number;
}

const letter = /\p{L}/u;

/** How many characters stand before the first of a kind. */
function before(kind: RegExp, text: string): number {
  const found = text.search(kind);
  return found < 0 ? text.length : found;
}

/**
 * Collects fragments into sentences and decides where the flushes stand.
 *
 * @param rule - the language's rules of where sentences end
 * @param first - the limits of the first segment
 * @param rest - those of the others
 * @param emit - takes the commands
 * @internal
 */
export function waitingText(
  rule: SentenceRule,
  first: SegmentLimits,
  rest: SegmentLimits,
  emit: (command: SpeechCommand) => void,
): WaitingText {
  const together = ranges(); // tags, links and pieces of code in `parts`
  let limits = first;
  let sentence = sentenceStart;
  let parts: string[] = [];
  let waiting = 0; // characters in `parts`
  let blank = 0; // spaces they begin with
  let letterless = 0; // characters before their first letter
  let sent = 0; // characters since the last flush; with a letter, unless a limit cut them off
  let count = 0; // sentences since then

  const append = (piece: string) => {
    if (piece === '') return;
    parts.push(piece);
    if (blank === waiting) blank += before(/\S/, piece);
    if (letterless === waiting) letterless += before(letter, piece);
    waiting += piece.length;
  };
  /** Looks for what comes first in the rest only where it went with the cut: else every cut would read all of it again. */
  const drop = (text: string, cut: number) => {
    const rest = text.slice(cut);
    parts = rest === '' ? [] : [rest];
    waiting = rest.length;
    together.drop(cut);
    blank = blank < cut ? before(/\S/, rest) : blank - cut;
    letterless = letterless < cut ? before(letter, rest) : letterless - cut;
  };
  const flush = () => {
    sent = count = 0;
    limits = rest;
    emit({ type: 'flush' });
  };
  const say = (text: string) => {
    sent += text.length;
    if (text !== '') emit({ type: 'text', text });
  };
  const takeAll = () => {
    const text = parts.join('');
    drop(text, text.length);
    return text;
  };
  const fit = () => {
    while (sent + waiting > limits.chars) {
      if (sent > 0) {
        flush();
        continue;
      }
      // Spaces alone cannot be flushed; where they fill a segment by themselves, they do not count.
      const limit = blank < limits.chars ? limits.chars : blank + limits.chars;
      if (blank === waiting || waiting <= limit) return;
      const text = parts.join('');
      const end = cutText(
        text,
        limit,
        letterless < limit ? letterless : blank,
        together.within(limit),
      );
      drop(text, end);
      say(text.slice(0, end));
      flush();
    }
  };
  const endSentence = () => {
    if (letterless === waiting) return;
    say(takeAll());
    if (++count >= limits.sentences) flush();
  };
  const read = (fragment: string, last: boolean) => {
    const { text, starts, spans, state } = findSentences(sentence, fragment, rule, last);
    sentence = state;
    together.add(spans, waiting);
    let from = 0;
    for (const start of starts) {
      append(text.slice(from, start));
      fit();
      endSentence();
      from = start;
    }
    append(text.slice(from));
    fit();
  };

  const isSpeakable = () => sent > 0 || letterless < waiting || letter.test(sentence.held);

  return {
    get speakable() {
      return isSpeakable();
    },
    add: (fragment) => read(fragment, false),
    flush: (last) => {
      if (!last && !isSpeakable()) return;
      const { held, fenced } = sentence;
      const kept = last ? 0 : unfinishedLength(held);
      sentence = { ...sentence, held: held.slice(0, held.length - kept) };
      read('', true);
      sentence = { ...sentenceStart, fenced, held: held.slice(held.length - kept) };
      const speakable = sent > 0 || (last ? blank : letterless) < waiting;
      if (!speakable && !last) return;
      say(takeAll());
      if (speakable) flush();
    },
  };
}
