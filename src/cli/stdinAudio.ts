import { from, map, type Observable } from 'rxjs';
import { type AudioChunk, type AudioFormat, bytesPerFrame } from '../audio';
import { usageError } from './CommandError';
import { type Io } from './Io';

/**
 * The raw audio on stdin, as it arrives. A sample whose bytes are cut apart waits for the rest of them.
 *
 * It fails where a WAV file comes instead: its header would be heard as a click.
 *
 * @internal
 */
export function stdinAudio(
  { stdin }: Pick<Io, 'stdin'>,
  format: AudioFormat,
): Observable<AudioChunk> {
  const frame = bytesPerFrame(format, 'Reading stdin');
  let rest = new Uint8Array(0);
  let first = true;
  return from(stdin).pipe(
    map((bytes) => {
      const all = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
      if (first && Buffer.from(all.subarray(0, 4)).toString('latin1') === 'RIFF') {
        throw usageError(
          'What comes on stdin is a WAV file, and raw PCM was expected. Give the file as an argument: rxjs-voice listen file.wav',
        );
      }
      first = false;
      const whole = all.length - (all.length % frame);
      rest = Uint8Array.from(all.subarray(whole));
      return { data: all.subarray(0, whole), format };
    }),
  );
}
