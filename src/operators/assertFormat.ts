import { type MonoTypeOperatorFunction, tap } from 'rxjs';
import { type AudioChunk, type AudioFormat, formatMismatch, sameFormat } from '../audio';

/**
 * Mirrors audio of one format, and fails with `format-mismatch`, naming both, at the first chunk of another.
 *
 * ```text
 * a, b as expected, x not   -a--b--x--
 * assertFormat(format)      -a--b--#
 * ```
 *
 * Errors and completion pass.
 *
 * @example
 * ```ts
 * const phone$ = audio$.pipe(assertFormat({ encoding: 'mulaw', sampleRate: 8000, channels: 1 }));
 * ```
 *
 * @param format - what every chunk has to be, in any encoding
 * @returns an operator that passes chunks as they are
 * @category Operators
 */
export function assertFormat(format: AudioFormat): MonoTypeOperatorFunction<AudioChunk> {
  return tap((chunk) => {
    if (!sameFormat(chunk.format, format))
      throw formatMismatch('This pipeline', format, chunk.format);
  });
}
