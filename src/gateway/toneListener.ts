import { type SpeechEvent, type Word } from '../protocol';
import { isSpace, mark, step } from './tone';

/** How much silence ends an utterance, ms. */
const endOfUtterance = 500;

/** What hears tones: the ears without the streams around them. Times are ms since the first sample. */
export interface ToneListener {
  /** Hears some samples and tells what they brought. */
  hear(samples: Int16Array, sampleRate: number): SpeechEvent[];
  /** The words since the last final, as a final; an empty one where there are none. */
  final(): SpeechEvent;
  /** The words since the last final, if there are any. */
  rest(): SpeechEvent[];
}

/**
 * Makes a {@link ToneListener}. Its cost is linear in the samples.
 *
 * @internal
 */
export function toneListener(): ToneListener {
  // A byte order mark is a character like any other here.
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
  let position = 0;
  let rate = 1;
  let silent = 0;
  let sounding = -1;
  let before = -1;
  let text = '';
  let gap = '';
  let words: Word[] = [];
  let word: { bytes: number[]; start: number; end: number } | undefined;
  let saidUntil: number | undefined;

  const ms = (samples: number) => (samples * 1000) / rate;

  const endWord = () => {
    if (word === undefined) return false;
    const written = utf8.decode(Uint8Array.from(word.bytes));
    text += gap + written;
    gap = '';
    words.push({ text: written, start: ms(word.start), end: ms(word.end) });
    word = undefined;
    return true;
  };

  const final = (): SpeechEvent => {
    endWord();
    const event = { type: 'final', text, confidence: 1, words } as const;
    const first = words[0];
    const last = words.at(-1);
    text = '';
    gap = '';
    words = [];
    before = -1;
    if (first === undefined || last === undefined) return event;
    saidUntil = last.end;
    return { ...event, start: first.start, end: last.end };
  };

  const rest = () => (word !== undefined || words.length > 0 ? [final()] : []);

  const hearByte = (byte: number, events: SpeechEvent[]) => {
    if (!isSpace(byte)) {
      word ??= { bytes: [], start: position, end: position };
      word.bytes.push(byte);
      word.end = position + 1;
    } else if (endsSentence(before)) {
      events.push(final());
    } else {
      const ended = endWord();
      if (ended) events.push({ type: 'partial', text, confidence: 1 });
      if (text !== '') gap += String.fromCharCode(byte);
    }
    before = byte;
  };

  const hearSilence = (events: SpeechEvent[]) => {
    silent++;
    if (endsSentence(before)) events.push(final());
    if (silent === Math.ceil((endOfUtterance * rate) / 1000)) {
      events.push(...rest());
      if (saidUntil !== undefined) events.push({ type: 'utterance-end', at: saidUntil });
      saidUntil = undefined;
    }
  };

  return {
    hear(samples, sampleRate) {
      const events: SpeechEvent[] = [];
      rate = sampleRate;
      for (const sample of samples) {
        const loud = Math.abs(sample);
        if (loud % step === mark) {
          sounding = (loud - mark) / step;
          hearByte(sounding, events);
        } else if (loud === 0) {
          hearSilence(events);
        } else if (loud === sounding * step) {
          // After a space there is no word, nor while a byte sounds on that a final has taken along.
          if (word !== undefined) word.end = position + 1;
          silent = 0;
        }
        position++;
      }
      return events;
    },
    final,
    rest,
  };
}

function endsSentence(byte: number): boolean {
  return byte === 0x2e || byte === 0x21 || byte === 0x3f;
}
