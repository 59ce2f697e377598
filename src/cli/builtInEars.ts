import { type RecognitionEngine } from '../gateway';
import { soundswallowerEars } from '../node';
import { usageError } from './CommandError';
import { type Io } from './Io';
import { readVocabulary } from './vocabulary';

/**
 * Makes the built-in recogniser, which needs to be told what may be said.
 *
 * @param vocabulary - what `--vocabulary` says
 * @throws bad usage where it says nothing
 * @internal
 */
export function builtInEars(
  { folder }: Pick<Io, 'folder'>,
  vocabulary: string | undefined,
): RecognitionEngine {
  if (vocabulary === undefined) {
    throw usageError(
      'The built-in recogniser knows a word list, not all of English. Give the words that may be said, --vocabulary "yes no maybe" or --vocabulary @words.txt, or dial a real gateway with --url.',
    );
  }
  return soundswallowerEars({ vocabulary: readVocabulary(folder, vocabulary) });
}
