import { VoiceError } from './VoiceError';

/**
 * The error of an option that cannot work.
 *
 * @param option - its name
 * @param sentence - what was found, and what a right one looks like
 * @internal
 */
export const invalidOption = (option: string, sentence: string): VoiceError<'invalid-option'> =>
  new VoiceError('invalid-option', sentence, { option }, { retryable: false });
