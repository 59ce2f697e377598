import { defer, from, mergeMap } from 'rxjs';
import {
  type AudioFormat,
  formatMismatch,
  int16ToLinear16,
  linear16ToAlaw,
  linear16ToMulaw,
} from '../audio';
import { type SynthesisEngine } from './engines';
import { mark, step } from './tone';

/** How fast a square wave of 400 Hz changes its sign, in Hz. */
const turns = 800;

/**
 * Makes a voice that needs no package and no time: every byte of the text becomes a short square tone whose loudness is the
 * byte. {@link toneEars} hears the text again, so that a test in virtual time can speak, listen, and compare.
 *
 * The same text gives the same bytes. A segment's audio is emitted synchronously, a chunk for each word and for the white
 * space behind it, and each word is announced before its audio. `speed` scales the time; `voice` is ignored. It speaks any
 * sample rate, mono, in linear16, mulaw and alaw; only linear16 can be understood again.
 *
 * @example
 * ```ts
 * const gateway = ttsGateway({ engine: toneVoice({ byteMs: 1 }) }); // 'Hello.' lasts 6 ms
 * ```
 *
 * @param options - `byteMs`: how long a byte sounds at speed 1, in ms; 10 where left out, and never less than one sample
 * @category Gateway
 */
export function toneVoice({ byteMs = 10 }: { readonly byteMs?: number } = {}): SynthesisEngine {
  return {
    synthesize: (text, { format, speed = 1 }) =>
      defer(() => {
        const encode = encoder(format);
        const samplesPerByte = Math.max(1, (format.sampleRate * byteMs) / 1000 / speed);
        const position = (byte: number) => Math.round(byte * samplesPerByte);
        const msAt = (byte: number) => (byte * byteMs) / speed;
        const utf8 = new TextEncoder();
        let spoken = 0;

        return from(text.match(/[^\t-\r ]+|[\t-\r ]+/g) ?? []).pipe(
          mergeMap((token) => {
            const bytes = utf8.encode(token);
            const first = spoken;
            spoken += bytes.length;
            const data = encode(tones(bytes, (i) => position(first + i), format.sampleRate));
            const audio = { data, format };
            if (/^[\t-\r ]/.test(token)) return [audio];
            return [{ text: token, start: msAt(first), end: msAt(spoken) }, audio];
          }),
        );
      }),
  };
}

function tones(bytes: Uint8Array, position: (byte: number) => number, sampleRate: number) {
  const offset = position(0);
  const samples = new Int16Array(position(bytes.length) - offset);
  const half = Math.max(1, Math.round(sampleRate / turns));
  bytes.forEach((byte, i) => {
    const start = position(i) - offset;
    const end = position(i + 1) - offset;
    for (let at = start; at < end; at++) {
      samples[at] = Math.floor((at - start) / half) % 2 === 0 ? byte * step : -byte * step;
    }
    samples[start] = byte * step + mark;
  });
  return samples;
}

function encoder(format: AudioFormat): (samples: Int16Array) => Uint8Array {
  const { encoding, channels } = format;
  if (channels !== 1 || encoding === 'opus' || encoding === 'mp3') {
    throw formatMismatch('The tone voice', 'linear16, mulaw or alaw, mono,', format);
  }
  if (encoding === 'linear16') return int16ToLinear16;
  const law = encoding === 'mulaw' ? linear16ToMulaw : linear16ToAlaw;
  return (samples) => law(int16ToLinear16(samples));
}
