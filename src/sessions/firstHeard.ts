import { type AudioFormat, bytesPerFrame, formatMismatch, isSampleEncoding } from '../audio';
import { type AudioLog, audioLog } from './audioLog';
import { type HearingRules } from './hearing';
import { type RecognizerOptions } from './RecognizerOptions';

/** Before the first chunk nothing is counted in time. */
export const untold: HearingRules = { sampleRate: 1, window: 0, finalTimeout: 0, partials: true };

/**
 * What the first chunk settles: the format of all of them, and what follows from it.
 *
 * @throws `format-mismatch` for audio that cannot be counted in samples
 * @internal
 */
export function firstHeard(
  options: RecognizerOptions,
  found: AudioFormat,
): { readonly format: AudioFormat; readonly rules: HearingRules; readonly log: AudioLog } {
  const { replayWindow = 30_000, finalTimeout = 5000, partials = true } = options;
  const format: AudioFormat = {
    encoding: options.encoding ?? found.encoding,
    sampleRate: options.sampleRate ?? found.sampleRate,
    channels: 1,
  };
  if (!isSampleEncoding(found.encoding)) throw formatMismatch('transcribing', format, found);
  const { sampleRate } = format;
  const window = Math.ceil((replayWindow * sampleRate) / 1000);
  return {
    format,
    rules: { sampleRate, window, finalTimeout, partials },
    log: audioLog(bytesPerFrame(format)),
  };
}
