import { invalidOption } from '../errors';
import { type RecognizerOptions, type SynthesizerOptions } from '../sessions';
import { asVoiceError } from './applicationFailed';
import { type Voice } from './voice';

/**
 * How one inject function speaks, where it differs from what {@link provideVoice} says.
 *
 * @category Angular
 */
export type SynthesizerChoice = Partial<SynthesizerOptions>;

/**
 * How one inject function listens, where it differs from what {@link provideVoice} says.
 *
 * @category Angular
 */
export type RecognizerChoice = Partial<RecognizerOptions>;

/**
 * Options, or a function that reads them, from signals say: it is asked at each turn, transcription or start. What was the
 * same object or function the last time counts as unchanged.
 *
 * @category Angular
 */
export type Choice<T> = T | (() => T);

/** @internal */
export function read<T extends object>(choice: Choice<T>): T {
  try {
    return typeof choice === 'function' ? choice() : choice;
  } catch (error) {
    throw asVoiceError('options', error);
  }
}

/** @internal */
export function synthesizerOptions<C extends SynthesizerChoice>(
  voice: Voice,
  choice: C,
): SynthesizerOptions & C {
  const { gateway, synthesizer } = voice.options();
  return whole('synthesizer', { gateway, ...synthesizer, ...choice });
}

/** @internal */
export function recognizerOptions<C extends RecognizerChoice>(
  voice: Voice,
  choice: C,
): RecognizerOptions & C {
  const { gateway, recognizer } = voice.options();
  return whole('recognizer', { gateway, ...recognizer, ...choice });
}

function whole<T extends { readonly model?: string }>(
  owner: 'synthesizer' | 'recognizer',
  options: T,
): T & { readonly model: string } {
  const { model } = options;
  if (model !== undefined) return { ...options, model };
  throw invalidOption(
    'model',
    `There is no model for the ${owner}. Give provideVoice one, as in ${owner}: { model: 'slng/…' }.`,
  );
}
