import { type SpeechCommand } from '../protocol';
import { cutText } from './cutText';
import { findSentences, type SentenceRule, sentenceStart } from './sentences';

/**
 * Text on its way to be spoken.
 *
 * @internal
 */
export interface WaitingText {
  /** Adds a fragment. */
  add(fragment: string): void;
  /** Emits all that waits, then `flush`; nothing where only spaces wait. With `last`, those too, without a `flush`. */
  flush(last: boolean): void;
  /** Whether a `flush` would speak anything. */
  readonly speakable: boolean;
}

/**
 * Collects fragments into sentences and decides where the flushes stand.
 *
 * @param begins - the language's rule of where sentences begin
 * @param sentences - flush after so many
 * @param chars - never more characters between two flushes
 * @param emit - takes the commands
 * @internal
 */
export function waitingText(
  begins: SentenceRule,
  sentences: number,
  chars: number,
  emit: (command: SpeechCommand) => void,
): WaitingText {
  let sentence = sentenceStart;
  let half = ''; // of a surrogate pair
  let parts: string[] = [];
  let waiting = 0; // characters in `parts`
  let blank = 0; // spaces they begin with
  let worded = false; // whether there is more than those
  let sent = 0; // characters since the last flush
  let count = 0; // sentences since then

  const append = (piece: string) => {
    if (piece === '') return;
    parts.push(piece);
    waiting += piece.length;
    if (!worded) {
      const word = piece.search(/\S/);
      worded = word >= 0;
      blank += worded ? word : piece.length;
    }
  };
  const replace = (rest: string) => {
    parts = [];
    waiting = blank = 0;
    worded = false;
    append(rest);
  };
  const flush = () => {
    sent = count = 0;
    emit({ type: 'flush' });
  };
  const say = (text: string) => {
    sent += text.length;
    if (text !== '') emit({ type: 'text', text });
  };
  const fit = () => {
    while (sent + waiting > chars) {
      if (sent > 0) {
        flush();
        continue;
      }
      // Spaces alone cannot be flushed; where they fill a segment by themselves, they do not count.
      const limit = blank < chars ? chars : blank + chars;
      if (!worded || waiting <= limit) return;
      const text = parts.join('');
      const end = cutText(text, limit, blank);
      replace(text.slice(end));
      say(text.slice(0, end));
      flush();
    }
  };
  const endSentence = () => {
    if (!worded) return;
    const text = parts.join('');
    replace('');
    say(text);
    if (++count >= sentences) flush();
  };

  return {
    get speakable() {
      return sent > 0 || worded;
    },
    add: (fragment) => {
      let text = half + fragment;
      half = /[\ud800-\udbff]$/.exec(text)?.[0] ?? '';
      text = text.slice(0, text.length - half.length);
      const found = findSentences(sentence, text, begins);
      sentence = found.state;
      let from = 0;
      for (const start of found.starts) {
        append(text.slice(from, start));
        fit();
        endSentence();
        from = start;
      }
      append(text.slice(from));
      fit();
    },
    flush: (last) => {
      if (last) {
        append(half);
        half = '';
        fit();
      }
      const speakable = sent > 0 || worded;
      if (!speakable && !last) return;
      const text = parts.join('');
      replace('');
      sentence = sentenceStart;
      say(text);
      if (speakable) flush();
    },
  };
}
