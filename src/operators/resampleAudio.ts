import { type OperatorFunction } from 'rxjs';
import {
  type AudioChunk,
  type AudioConverter,
  audioConverter,
  type AudioFormat,
  bytesPerFrame,
} from '../audio';
import { oneFormat } from './oneFormat';
import { operate } from './operate';

const doing = 'Resampling audio';

/**
 * Converts audio to another format: sample rate, encoding (linear16, mulaw, alaw), and mono to several channels or several
 * to mono.
 *
 * ```text
 * chunks of 20 ms at 16 kHz               a---b---c--|
 * resampleAudio({ sampleRate: 8000, … })  p---q---r--(t|)      p = 17 ms, q and r = 20 ms, t = the last 3 ms
 * ```
 *
 * The sample rate is changed by a windowed sinc. Measured on tones: up to 80 % of what the lower rate can hold passes within
 * 0.01 dB, and what it cannot hold is at least 80 dB down. The filter holds back 24 samples of the lower rate, 3 ms at 8 kHz;
 * completion emits them. The result begins where the audio does and lasts as long, to the nearest sample, and how the
 * audio is cut into chunks changes no byte of it. It works at once and in linear time, and in virtual time too.
 *
 * Mono becomes several channels that are alike; several become mono by their mean. Where only the encoding or the channels
 * differ, nothing is held back, and chunks of the wanted format pass as they are.
 *
 * An error passes at once and drops what is held. Opus, MP3 and a change of format are a `format-mismatch`,
 * a sample rate that is not whole, or not from 1000 to 384 000 Hz, an `invalid-option`.
 *
 * @example A microphone at 48 kHz for a recogniser at 16 kHz
 * ```ts
 * const speech$ = microphone$.pipe(
 *   resampleAudio({ encoding: 'linear16', sampleRate: 16_000, channels: 1 }),
 *   transcribe(stt),
 * );
 * ```
 *
 * @param format - what is wanted
 * @returns an operator from chunks of one format to chunks of another
 * @throws `format-mismatch` for opus and mp3
 * @see {@link assertFormat}, which fails instead
 * @category Operators
 */
export function resampleAudio(format: AudioFormat): OperatorFunction<AudioChunk, AudioChunk> {
  bytesPerFrame(format, doing);

  return operate((output) => {
    const check = oneFormat(doing);
    let converter: AudioConverter | undefined;
    const emit = (data: Uint8Array) => {
      if (data.length > 0) output.next({ data, format });
    };

    return {
      next: (chunk) => {
        check(chunk);
        converter ??= audioConverter(chunk.format, format, doing);
        emit(converter.push(chunk.data));
      },
      complete: () => {
        if (converter) emit(converter.flush());
      },
    };
  });
}
