import { type AudioFormat, bytesPerFrame, formatMismatch, sameFormat } from '../audio';
import { type AudioLog, audioLog } from './audioLog';
import { type HearingRules } from './hearing';
import { type RecognizerOptions } from './RecognizerOptions';

const doing = 'transcribing';

/**
 * Before the first chunk nothing is counted in time.
 *
 * @internal
 */
export const untold: HearingRules = { sampleRate: 1, window: 0, finalTimeout: 0, partials: true };

/**
 * What the first chunk settles: the format of all of them, and what follows from it.
 *
 * @internal
 */
export interface FirstHeard {
  readonly format: AudioFormat;
  readonly rules: HearingRules;
  readonly log: AudioLog;
  /** Bytes of one second. */
  readonly second: number;
}

/**
 * @throws `format-mismatch` for audio that cannot be counted in samples, is not mono, or is not what the options say
 * @internal
 */
export function firstHeard(options: RecognizerOptions, found: AudioFormat): FirstHeard {
  const { replayWindow = 30_000, finalTimeout = 5000, partials = true } = options;
  const { encoding = found.encoding, sampleRate = found.sampleRate } = options;
  const format: AudioFormat = { encoding, sampleRate, channels: 1 };
  const frameBytes = bytesPerFrame(found, doing);
  checkFormat(format, found);
  const window = Math.ceil((replayWindow * sampleRate) / 1000);
  return {
    format,
    rules: { sampleRate, window, finalTimeout, partials },
    log: audioLog(frameBytes),
    second: frameBytes * sampleRate,
  };
}

/**
 * @throws `format-mismatch` for a chunk that is not as the first one was
 * @internal
 */
export function checkFormat(expected: AudioFormat, found: AudioFormat): void {
  if (!sameFormat(expected, found)) throw formatMismatch(doing, expected, found);
}
