import { type AudioFormat, bytesPerFrame, isSampleEncoding } from '../audio';
import { checkSession } from './checkSession';
import { positive } from './positive';
import { type SpeakingRules } from './speaking';
import { type SynthesizerOptions } from './SynthesizerOptions';

/**
 * The defaults of a synthesizer, and a check of what the user chose.
 *
 * @internal
 */
export function speakingRules(options: SynthesizerOptions): {
  readonly rules: SpeakingRules;
  readonly format: AudioFormat;
} {
  const {
    encoding = 'linear16',
    sampleRate = 24_000,
    replay = 'resume',
    idleTimeout = 10_000,
    firstAudioTimeout = 10_000,
    turnTimeout = 15_000,
  } = options;
  checkSession('synthesizer', options);
  positive('synthesizer', { sampleRate, idleTimeout, firstAudioTimeout, turnTimeout });
  const format: AudioFormat = { encoding, sampleRate, channels: 1 };
  const sampleBytes = isSampleEncoding(encoding) ? bytesPerFrame(format) : 0;
  return {
    format,
    rules: {
      replay,
      idleTimeout,
      firstAudioTimeout,
      turnTimeout,
      sampleRate,
      sampleBytes,
      speed: options.speed ?? 1,
      gateways: [options.gateway].flat().length,
    },
  };
}
