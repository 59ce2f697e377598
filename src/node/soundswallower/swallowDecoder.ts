import { type Decoder as Recogniser, type SoundSwallowerModule } from 'soundswallower';
import { type Decoder, type HeardWord, modelRate } from './listener';
import { wordLoop } from './vocabulary';

/**
 * The penalty of one more word, and the weight of the grammar. The package's own (0.65 and 6.5) hear trailing silence and parts
 * of long words as short words, and punish every word more the more words the vocabulary has. With these, 39 of 964 words
 * of nine short texts in flite's voices were wrong, the best of 16 settings tried.
 */
const wordPenalty = 1e-6;
const grammarWeight = 1;

/** A decoder that serves one session after the other. */
export interface SwallowDecoder extends Decoder {
  /** Forgets the noise of what it heard, so that a session is heard alike whichever came before. */
  refresh(): Promise<void>;
}

/**
 * Makes a decoder for any sequence of these words.
 *
 * @param module - the package's module, started
 * @param model - the folder of its acoustic model and dictionary
 * @param spellings - the words, in lower case, and how to write each
 * @internal
 */
export async function swallowDecoder(
  module: SoundSwallowerModule,
  model: string,
  spellings: ReadonlyMap<string, string>,
): Promise<SwallowDecoder> {
  const recogniser: Recogniser = new module.Decoder({
    hmm: model,
    samprate: modelRate,
    wip: wordPenalty,
    lw: grammarWeight,
    loglevel: 'FATAL',
  });
  await recogniser.initialize();
  recogniser.set_grammar(wordLoop(spellings.keys()));
  const spelled = (word: string) => spellings.get(word) ?? word;
  let live = false;

  const stop = () => {
    if (live) recogniser.stop();
    live = false;
  };

  return {
    async refresh() {
      stop();
      await recogniser.reinitialize_audio();
    },
    begin() {
      stop();
      recogniser.start();
      live = true;
    },
    hear(samples) {
      recogniser.process_audio(samples);
      return recogniser.get_text().split(' ').map(spelled).join(' ');
    },
    settle(samples) {
      stop();
      recogniser.start();
      recogniser.process_audio(samples, false, true);
      recogniser.stop();
      // Without words there is no alignment either, and asking for it throws.
      if (recogniser.get_text() === '') return [];
      return (recogniser.get_alignment().w ?? []).flatMap(({ t, b, d, p }): HeardWord[] => {
        const word = t.replace(/\(\d+\)$/, ''); // "the(2)": its second pronunciation
        const text = spellings.get(word); // undefined for silence and noise
        const confidence = Math.min(1, Math.max(0, p));
        return text === undefined ? [] : [{ text, start: b, end: b + d, confidence }];
      });
    },
  };
}
