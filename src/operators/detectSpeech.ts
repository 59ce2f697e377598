import { type OperatorFunction } from 'rxjs';
import { type AudioChunk } from '../audio';
import { operate } from './operate';
import { type SpeechDetection, speechListeners } from './speechListener';
import { type SpeechBound } from './speechStep';

/**
 * Tells where speech begins and ends in audio.
 *
 * ```text
 * chunks of 20 ms: v speech, o none                oovvvvvvoooooo|
 * detectSpeech({ minSpeech: 60, hangOver: 80 })    ----s------e--|      s = start at 40, e = end at 160
 * ```
 *
 * A start is told when `minSpeech` ms of speech were heard, and dated back to where they began; so `at` leads to the first
 * syllable. An end is told `hangOver` ms after the last speech, and dated back to it. Pauses shorter than that are part of
 * the speech, and sounds shorter than `onset` are none. All times are ms of the audio, in steps of 10.
 *
 * It goes by loudness, over a floor that follows the noise, or by a detector that you give: {@link fvadDetector} makes one
 * of WebRTC's. Audio of any sample rate is heard at 16 kHz, mono.
 *
 * Completion ends speech that goes on. An error passes at once. Opus, MP3 and a change of format are a `format-mismatch`.
 *
 * @example The user begins to speak: stop talking
 * ```ts
 * const userSpeaks$ = microphone$.pipe(
 *   detectSpeech({ minSpeech: 200 }),
 *   filter(({ type }) => type === 'speech-start'),
 * );
 * ```
 *
 * @param detection - what counts as speech
 * @returns an operator from chunks to where speech begins and ends
 * @see {@link gateSpeech} for the audio of the speech
 * @category Operators
 */
export function detectSpeech(
  detection: SpeechDetection = {},
): OperatorFunction<AudioChunk, SpeechBound> {
  const listener = speechListeners('detectSpeech', 'Detecting speech', detection);

  return operate((output) => {
    const speech = listener();
    output.add(() => speech.close());
    const emit = (bounds: readonly SpeechBound[]) => {
      for (const { type, at } of bounds) output.next({ type, at });
    };
    return { next: (chunk) => emit(speech.hear(chunk)), complete: () => emit(speech.end()) };
  });
}
