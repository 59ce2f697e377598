import { type AudioFormat, durationOf, type Resampler, resampler, samplesOf } from '../../audio';
import { type RecognitionEvent } from '../../gateway';
import { type Decoder, listener, modelRate } from './listener';

/** How a session listens. */
export interface EarsStart {
  readonly partials: boolean;
}

/** What happens in a session. All its audio has one mono format in a sample encoding. */
export type EarsInput =
  | { readonly type: 'audio'; readonly data: Uint8Array; readonly format: AudioFormat }
  | { readonly type: 'finalize' }
  | { readonly type: 'end' };

/** The answer to one input: what was heard, and how much audio that took off the queue, ms. */
export interface EarsOutput {
  readonly events: readonly RecognitionEvent[];
  readonly ms: number;
}

/**
 * Listens to one session, input by input.
 *
 * @internal
 */
export function hearing(decoder: Decoder, start: EarsStart): (input: EarsInput) => EarsOutput {
  const ears = listener(decoder, start);
  let toModelRate: Resampler | undefined;

  return (input) => {
    switch (input.type) {
      case 'audio':
        toModelRate ??= resampler(input.format.sampleRate, modelRate);
        return {
          events: ears.hear(toModelRate.push(samplesOf(input.data, input.format))),
          ms: durationOf(input),
        };
      case 'finalize':
        return {
          events: ears.finalize().map((event) => ({ ...event, fromFinalize: true })),
          ms: 0,
        };
      case 'end':
        return {
          events: [...(toModelRate ? ears.hear(toModelRate.flush()) : []), ...ears.end()],
          ms: 0,
        };
    }
  };
}
