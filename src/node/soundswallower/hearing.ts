import {
  type AudioFormat,
  alawToLinear16,
  durationOf,
  linear16ToFloat32,
  mulawToLinear16,
} from '../../audio';
import { type RecognitionEvent } from '../../gateway';
import { type Resampler, resampler } from '../resampler';
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
          events: ears.hear(toModelRate.push(linear16ToFloat32(pcmOf(input)))),
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

function pcmOf({ data, format }: { data: Uint8Array; format: AudioFormat }): Uint8Array {
  if (format.encoding === 'mulaw') return mulawToLinear16(data);
  return format.encoding === 'alaw' ? alawToLinear16(data) : data;
}
