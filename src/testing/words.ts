import { type AudioChunk, type AudioFormat } from '../audio';
import { toneVoice } from '../gateway';
import { joinAudio } from './joinAudio';
import { testFormat } from './testFormat';

/**
 * Makes audio that a gateway hears as a text, as a value for a diagram: what {@link toneVoice} says, and `toneEars`, the ears of an
 * {@link sttGateway} without others, understand. It lasts 10 ms for each byte of the text.
 *
 * The ears tell a word at the white space behind it, and a sentence at the white space or silence behind its end or when they are
 * asked for a final. Only linear16 is understood.
 *
 * @example
 * ```ts
 * cold('a 120ms b|', { a: words('Hello there. '), b: words('How are you?') }).pipe(transcribe(stt), finals());
 * ```
 *
 * @param text - what it says
 * @param format - what of it is not linear16, 24 kHz, mono
 * @returns one chunk
 * @throws a `VoiceError` `format-mismatch` for opus, mp3 and stereo
 * @category Testing
 */
export function words(text: string, format: Partial<AudioFormat> = {}): AudioChunk {
  const full = testFormat(format);
  const chunks: AudioChunk[] = [];
  let failed: unknown;
  toneVoice()
    .synthesize(text, { format: full })
    .subscribe({
      next: (part) => {
        if ('data' in part) chunks.push(part);
      },
      error: (error: unknown) => (failed = error),
    });
  if (failed !== undefined) throw failed as Error;
  return { data: joinAudio(chunks), format: full };
}
