import { type SpeechEvent, type Transcript } from '../../protocol';
import { endpointer, hopSamples } from './endpointer';

/** What the recogniser works with, Hz. */
export const modelRate = 16_000;
/** Audio before the first loud hop that still belongs to an utterance, hops: soft beginnings. */
const before = 30;
/** Silence that is kept at the end of an utterance, hops: words trail off. */
const after = 30;
/** Silence that ends an utterance, hops: 600 ms. */
const endOfUtterance = 60;
/** Who speaks for 15 s gets a final at the next pause of 200 ms, and at 40 s anyhow; hops. */
const long = 1500;
const shortPause = 20;
const longest = 4000;
/** Audio between two looks for a partial, hops. */
const block = 10;
const hopMs = 10;

/** A word that was heard. Times are s since the utterance's first sample. */
export interface HeardWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly confidence: number;
}

/**
 * Turns samples to words, an utterance at a time.
 *
 * @internal
 */
export interface Decoder {
  /** Begins an utterance, for partials. */
  begin(): void;
  /** Hears more of it and gives its words so far. */
  hear(samples: Float32Array): string;
  /** Hears a whole utterance, now that its loudness and colour are known, and gives its words. */
  settle(samples: Float32Array): readonly HeardWord[];
}

/**
 * What one session hears, as events. All times are ms since its first sample.
 *
 * @internal
 */
export interface Listener {
  /** Hears more samples, at 16 kHz. */
  hear(samples: Float32Array): SpeechEvent[];
  /** Decides on the words so far: a final, an empty one where there are none. */
  finalize(): SpeechEvent[];
  /** Decides on what is left, if anything. */
  end(): SpeechEvent[];
}

/**
 * Listens to one session.
 *
 * The words of an utterance are guessed while it is spoken, and decided at its end, by hearing it once more as a whole: the
 * recogniser is far more exact when it knows the mean of all its sound. 600 ms of silence end an utterance, with a final and
 * an `utterance-end`; `finalize` and 15 s without such a silence give a final only.
 *
 * @internal
 */
export function listener(decoder: Decoder, options: { readonly partials: boolean }): Listener {
  const loudness = endpointer();
  let rest = new Float32Array(0);
  /** The hops of the utterance; before it, the latest few. */
  let hops: Float32Array[] = [];
  let heard = 0; // hops since the first sample
  let open = false;
  let guessed = 0; // hops of the utterance the decoder has heard
  let shown = ''; // the partial that stands
  let lastEnd: number | undefined; // of words that no utterance-end followed yet

  /** Ends the utterance and gives its final, an empty one where it has no words. */
  const settle = (quiet: number): Transcript => {
    const from = heard - hops.length;
    const kept = Math.max(0, hops.length - Math.max(0, quiet - after));
    const words = open ? decoder.settle(joined(hops.slice(0, kept))) : [];
    hops = hops.slice(kept);
    open = false;
    shown = '';
    return transcript(words, from * hopMs);
  };

  /** What an utterance that ended by itself says: nothing where it was only noise. */
  const decided = (quiet: number): SpeechEvent[] => {
    const withdrawal: SpeechEvent[] = shown === '' ? [] : [{ type: 'partial', text: '' }];
    const final = settle(quiet);
    if (final.text === '') return withdrawal;
    lastEnd = final.end;
    return [final];
  };

  const guess = (quiet: number): SpeechEvent[] => {
    const text = decoder.hear(joined(hops.slice(guessed)));
    guessed = hops.length;
    // In a pause the last word is heard first; what is guessed after it is breath.
    if (text === shown || quiet > 2 * block) return [];
    shown = text;
    return [{ type: 'partial', text, start: (heard - hops.length) * hopMs, end: heard * hopMs }];
  };

  const hearHop = (hop: Float32Array): SpeechEvent[] => {
    hops.push(hop);
    heard++;
    const { speech, quiet } = loudness(hop);
    const events: SpeechEvent[] = [];
    if (!open && speech) {
      open = true;
      guessed = 0;
      if (options.partials) decoder.begin();
    }
    if (open) {
      if (options.partials && hops.length - guessed >= block) events.push(...guess(quiet));
      const pause = hops.length >= long ? shortPause : endOfUtterance;
      if (quiet >= pause || hops.length >= longest) events.push(...decided(quiet));
    } else if (hops.length > before) hops.shift();
    if (lastEnd !== undefined && quiet >= endOfUtterance) {
      events.push({ type: 'utterance-end', at: lastEnd });
      lastEnd = undefined;
    }
    return events;
  };

  return {
    hear(samples) {
      const all = joined([rest, samples]);
      const events: SpeechEvent[] = [];
      let at = 0;
      for (; at + hopSamples <= all.length; at += hopSamples) {
        events.push(...hearHop(all.subarray(at, at + hopSamples)));
      }
      rest = all.slice(at);
      return events;
    },
    finalize() {
      const final = settle(0);
      if (final.end !== undefined) lastEnd = final.end;
      return [final];
    },
    end: () => (open ? decided(0) : []),
  };
}

function transcript(words: readonly HeardWord[], offset: number): Transcript {
  const ms = (s: number) => Math.round(offset + Math.max(0, s) * 1000);
  const [first, last] = [words[0], words.at(-1)];
  if (!first || !last) return { type: 'final', text: '' };
  const sure = words.reduce((sum, { confidence }) => sum + confidence, 0) / words.length;
  return {
    type: 'final',
    text: words.map(({ text }) => text).join(' '),
    start: ms(first.start),
    end: ms(last.end),
    confidence: Math.round(sure * 1000) / 1000,
    words: words.map((word) => ({ ...word, start: ms(word.start), end: ms(word.end) })),
  };
}

function joined(parts: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
