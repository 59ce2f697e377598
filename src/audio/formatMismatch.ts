import { VoiceError } from '../errors';
import { type AudioFormat } from './AudioFormat';
import { describeFormat } from './describeFormat';

const named = (format: AudioFormat | string) =>
  typeof format === 'string' ? format : describeFormat(format);

/**
 * Makes the error for audio of one format where another is needed.
 *
 * @param doing - what was being done, as the start of a sentence: `Framing audio`
 * @param expected - the format it needs, or a name for several
 * @param found - the format it was given
 * @internal
 */
export function formatMismatch(
  doing: string,
  expected: AudioFormat | string,
  found: AudioFormat | string,
): VoiceError<'format-mismatch'> {
  const facts = { expected: named(expected), found: named(found) };
  return new VoiceError(
    'format-mismatch',
    `${doing} needs ${facts.expected}, but found ${facts.found}. Ask for the needed format at the source, or convert the audio first.`,
    facts,
    { retryable: false },
  );
}
