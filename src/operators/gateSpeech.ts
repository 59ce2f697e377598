import { type MonoTypeOperatorFunction } from 'rxjs';
import { type AudioChunk, type AudioFormat, bytesPerFrame, framesOf } from '../audio';
import { byteQueue } from './byteQueue';
import { operate } from './operate';
import { requireOption } from './requireOption';
import { type SpeechDetection, speechListeners } from './speechListener';

/**
 * What {@link gateSpeech} lets through.
 *
 * @category Operators
 */
export interface SpeechGate extends SpeechDetection {
  /**
   * How much is let through that came before the speech, ms. Soft first sounds lie there.
   *
   * @defaultValue 300
   */
  readonly preRoll?: number;
}

/**
 * Lets through the audio of speech, from shortly before its first sound to `hangOver` ms after its last.
 *
 * ```text
 * chunks of 20 ms: v speech, o none                           oovvvvooooo|
 * gateSpeech({ preRoll: 20, minSpeech: 60, hangOver: 40 })    ----pvoo---|      p = one o and three v
 * ```
 *
 * What may be speech is held until it is known: at most `preRoll`, and what it took to be sure. Then it leaves as one chunk,
 * and what follows as it comes. It joins what was apart: times behind it count the audio that was let through.
 *
 * Completion drops what was not known to be speech. An error passes at once and drops what is held. Opus, MP3 and a change
 * of format are a `format-mismatch`.
 *
 * @example A microphone that sends no silence
 * ```ts
 * microphone$.pipe(gateSpeech({ preRoll: 300 }), transcribe(stt), finals()).subscribe(console.log);
 * ```
 *
 * @param gate - what counts as speech, and how much before it
 * @returns an operator that mirrors speech
 * @see {@link detectSpeech}
 * @category Operators
 */
export function gateSpeech({
  preRoll = 300,
  ...detection
}: SpeechGate = {}): MonoTypeOperatorFunction<AudioChunk> {
  requireOption(
    preRoll >= 0 && preRoll < Infinity,
    'gateSpeech',
    'preRoll',
    '0 ms or more',
    preRoll,
  );
  const listener = speechListeners('gateSpeech', 'Gating speech', detection);

  return operate((output) => {
    const speech = listener();
    output.add(() => speech.close());
    const held = byteQueue();
    let format: AudioFormat | undefined;
    let frameBytes = 1;
    let passed = 0; // bytes that were let through or dropped
    let open = false;

    /** Takes what came before so many ms, of what is held. */
    const before = (ms: number) => {
      const place = format && ms < Infinity ? framesOf(format, ms) * frameBytes : Infinity;
      const whole = held.length - (held.length % frameBytes);
      const data = held.take(Math.max(0, Math.min(whole, place - passed)));
      passed += data.length;
      return data;
    };
    const emit = (data: Uint8Array) => {
      if (format && data.length > 0) output.next({ data, format });
    };

    return {
      next: (chunk) => {
        const bounds = speech.hear(chunk);
        format = chunk.format;
        frameBytes = bytesPerFrame(format);
        held.push(chunk.data);
        for (const { type, at, known } of bounds) {
          open = type === 'speech-start';
          if (open) before(at - preRoll);
          else emit(before(known));
        }
        if (open) emit(before(Infinity));
        else before(speech.since - preRoll);
      },
      complete: () => {
        for (const { type, at } of speech.end()) {
          if (type === 'speech-start') before(at - preRoll);
          emit(before(Infinity));
        }
      },
    };
  });
}
