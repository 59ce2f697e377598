import { audioConverter, type AudioFormat, decodeWav } from '../../audio';
import { type Word } from '../../protocol';
import { type Token } from './phrases';
import { runFlite } from './runFlite';
import { parsePhonemes, wordTimes } from './wordTimes';

/** A phrase to speak. */
export interface PhraseRequest {
  readonly tokens: readonly Token[];
  /** One of flite's own voices. */
  readonly voice: string;
  /** How much longer than normal everything takes. */
  readonly stretch: number;
  /** A mono format in a sample encoding. */
  readonly format: AudioFormat;
}

/** A spoken phrase. */
export interface SpokenPhrase {
  /** In the format that was asked for. */
  readonly audio: Uint8Array<ArrayBuffer>;
  /** Times in ms since the first sample of the phrase. */
  readonly words: readonly Word[];
}

/** Flite begins with a quarter of a second of silence; so much of it is kept, s. */
const leadIn = 0.1;
/** Words whose phonemes are remembered. */
const remembered = 2000;

/**
 * Makes a speaker over a compiled flite. The same request always gives the same bytes, whatever was spoken before.
 *
 * @internal
 */
export function phraseSpeaker(
  module: WebAssembly.Module,
): (request: PhraseRequest) => SpokenPhrase {
  const known = new Map<string, readonly string[]>();

  /** The phonemes of each token by itself: they show where the words lie in the phrase. */
  const pronounce = (tokens: readonly Token[]) => {
    const fresh = [...new Set(tokens.map(({ spoken }) => spoken))].filter(
      (word) => !known.has(word),
    );
    if (known.size + fresh.length > remembered) known.clear();
    const lines = fresh.length > 0 ? phonemesOf(module, fresh) : [];
    fresh.forEach((word, i) => known.set(word, lines[i] ?? []));
    return tokens.map(({ spoken }) => known.get(spoken) ?? phonemesOf(module, [spoken])[0] ?? []);
  };

  return ({ tokens, voice, stretch, format }) => {
    const { printed, wav } = runFlite(module, [
      ...['-voice', voice, '-psdur', '--setf', `duration_stretch=${stretch}`],
      ...['-t', tokens.map(({ spoken }) => spoken).join(' '), '-o', '/out.wav'],
    ]);
    const { data, format: own } = decodeWav(wav);
    const phonemes = parsePhonemes(printed);
    const cutSamples = Math.round(Math.max(0, silenceBefore(phonemes) - leadIn) * own.sampleRate);
    const kept = data.subarray(2 * cutSamples);
    const cutAway = cutSamples / own.sampleRate;
    const ms = (s: number) =>
      1000 * Math.min(Math.max(0, s - cutAway), kept.length / 2 / own.sampleRate);
    const words = wordTimes(phonemes, pronounce(tokens)).flatMap((span, i) => {
      const text = tokens[i]?.text ?? '';
      return span ? [{ text, start: ms(span.start), end: ms(span.end) }] : [];
    });
    return { audio: convert(kept, own, format), words };
  };
}

/** One run over all words, each an utterance of its own: one line of phonemes a word. */
function phonemesOf(module: WebAssembly.Module, words: readonly string[]): string[][] {
  // `kal` is the quickest voice; all of them read with the same lexicon.
  const args = ['-voice', 'kal', '-ps', '-f', '/in.txt', '-o', 'none'];
  const { printed } = runFlite(module, args, words.map((word) => `${word}\n\n`).join(''));
  const lines = printed.trimEnd().split('\n').map(namesOf);
  if (lines.length === words.length) return lines;
  return words.map((word) =>
    runFlite(module, args, `${word}\n`).printed.split('\n').flatMap(namesOf),
  );
}

const namesOf = (line: string) => line.split(' ').filter((name) => name !== '' && name !== 'pau');

const silenceBefore = (phonemes: ReturnType<typeof parsePhonemes>) =>
  phonemes[0]?.name === 'pau' ? phonemes[0].end : 0;

function convert(data: Uint8Array, own: AudioFormat, format: AudioFormat): Uint8Array<ArrayBuffer> {
  const converter = audioConverter(own, format);
  const [first, last] = [converter.push(data), converter.flush()];
  const joined = new Uint8Array(first.length + last.length);
  joined.set(first);
  joined.set(last, first.length);
  return joined;
}
