import {
  type AudioChunk,
  type AudioFormat,
  formatMismatch,
  framesOf,
  int16ToLinear16,
  linear16ToAlaw,
  linear16ToMulaw,
} from '../audio';
import { invalidOption } from '../errors';
import { testFormat } from './testFormat';

/** A loudness that is no letter of the tone code, so that the built-in ears hear nothing in it. */
const loudness = 8001;

/**
 * Makes a tone, as a value for a diagram: a square wave. The same options give the same bytes, and another pitch gives others.
 *
 * @example
 * ```ts
 * const audio = { a: tone(20), b: tone(20, { pitch: 300 }), c: tone(20, { encoding: 'mulaw', sampleRate: 8000 }) };
 * cold('a--b--c|', audio);
 * ```
 *
 * @param ms - how long, to the nearest sample
 * @param options - `pitch`: Hz, 400 where left out; and of the format what is not linear16, 24 kHz, mono
 * @returns a chunk in a sample encoding
 * @throws a `VoiceError` `format-mismatch` for opus and mp3, `invalid-option` for times that are none
 * @category Testing
 */
export function tone(
  ms: number,
  { pitch = 400, ...format }: Partial<AudioFormat> & { readonly pitch?: number } = {},
): AudioChunk {
  const full = testFormat(format);
  if (!(ms >= 0 && ms < Infinity)) {
    throw invalidOption('ms', `A tone lasts a finite number of ms, 0 or more, not ${ms}.`);
  }
  if (!(pitch > 0)) throw invalidOption('pitch', `A tone has a pitch above 0 Hz, not ${pitch}.`);
  const half = Math.max(1, Math.round(full.sampleRate / pitch / 2));
  const samples = new Int16Array(framesOf(full, ms) * full.channels).map((_, i) =>
    Math.floor(i / full.channels / half) % 2 === 0 ? loudness : -loudness,
  );
  return { data: encoded(samples, full), format: full };
}

function encoded(samples: Int16Array, format: AudioFormat): Uint8Array {
  const linear = int16ToLinear16(samples);
  switch (format.encoding) {
    case 'linear16':
      return linear;
    case 'mulaw':
      return linear16ToMulaw(linear);
    case 'alaw':
      return linear16ToAlaw(linear);
    default:
      throw formatMismatch('Making a tone', 'linear16, mulaw or alaw', format);
  }
}
