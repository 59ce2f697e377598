import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filter, lastValueFrom, map, reduce } from 'rxjs';
import { encodeWav, int16ToLinear16 } from 'rxjs-voice';
import { fliteVoice } from 'rxjs-voice/node';

const folder = join(__dirname, '../../../.cache/e2e');
const rate = 48_000;

/** What a fake microphone hears: so many ms of silence, words, or samples of 16 bit at 48 kHz. */
export type Sound = number | string | Int16Array;

/** Writes a WAV file for a fake microphone, and gives its path. The words are said by the built-in voice. */
export async function microphoneFile(...sounds: readonly Sound[]): Promise<string> {
  const parts: Uint8Array[] = [];
  for (const sound of sounds) parts.push(await bytesOf(sound));
  const format = { encoding: 'linear16', sampleRate: rate, channels: 1 } as const;
  const wav = encodeWav(new Uint8Array(Buffer.concat(parts)), format);
  const path = join(folder, `${createHash('sha1').update(wav).digest('hex').slice(0, 12)}.wav`);
  mkdirSync(folder, { recursive: true });
  // Another run may be reading it: put it in place in one step.
  writeFileSync(`${path}.${process.pid}`, wav);
  renameSync(`${path}.${process.pid}`, path);
  return path;
}

async function bytesOf(sound: Sound): Promise<Uint8Array> {
  if (typeof sound === 'number') return new Uint8Array((sound * rate * 2) / 1000);
  if (typeof sound !== 'string') return int16ToLinear16(sound);
  const format = { encoding: 'linear16', sampleRate: rate, channels: 1 } as const;
  return lastValueFrom(
    fliteVoice()
      .synthesize(sound, { format, voice: 'awb' })
      .pipe(
        filter((value) => 'data' in value),
        map(({ data }) => data),
        reduce((all, data) => new Uint8Array(Buffer.concat([all, data])), new Uint8Array()),
      ),
  );
}

/** A sine, as samples of 16 bit at 48 kHz. */
export const sine = (pitch: number, ms: number, loud = 12_000): Int16Array =>
  Int16Array.from({ length: (ms * rate) / 1000 }, (_, i) =>
    Math.round(loud * Math.sin((2 * Math.PI * pitch * i) / rate)),
  );
