import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstValueFrom, lastValueFrom, toArray } from 'rxjs';
import {
  type AudioChunk,
  type AudioFormat,
  decodeWav,
  encodeWav,
  wavHeader,
} from '../../src/audio';
import { isVoiceError } from '../../src/errors';
import { rawWriter, wavWriter } from '../../src/node/audioFileWriter';
import { readWav } from '../../src/node/readWav';

const format: AudioFormat = { encoding: 'linear16', sampleRate: 16_000, channels: 1 };
const audio = Uint8Array.from({ length: 8000 }, (_, i) => i % 251);
const chunk = (data: Uint8Array, as = format): AudioChunk => ({ data, format: as });

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'rxjs-voice-'))));
afterEach(() => rmSync(folder, { recursive: true }));
const file = (name: string, bytes?: Uint8Array) => {
  const path = join(folder, name);
  if (bytes) writeFileSync(path, bytes);
  return path;
};
const messageOf = async (path: string, options = {}) => {
  const error: unknown = await lastValueFrom(readWav(path, options)).catch((e: unknown) => e);
  return isVoiceError(error) ? error.message.replaceAll(folder, '') : error;
};
const caught = (work: () => unknown) => {
  try {
    work();
    return undefined;
  } catch (error) {
    return isVoiceError(error) ? error.message.replaceAll(folder, '') : error;
  }
};

describe('readWav', () => {
  it('should read chunks of 100 ms', async () => {
    const chunks = await firstValueFrom(
      readWav(file('a.wav', encodeWav(audio, format))).pipe(toArray()),
    );

    expect(chunks.map(({ data }) => data.length)).toEqual([3200, 3200, 1600]);
    expect(chunks.every((one) => one.format.sampleRate === 16_000)).toBe(true);
    expect(Buffer.concat(chunks.map(({ data }) => data)).equals(audio)).toBe(true);
  });

  it('should say what it found where there is no such WAV', async () => {
    const eightBit = Uint8Array.from(wavHeader(format, 4));
    eightBit[34] = 8;

    expect(await messageOf(file('none.wav'))).toBe(
      'Reading /none.wav: there is no such file. Check the path.',
    );
    expect(await messageOf(folder)).toBe('Reading : it is a directory. Give the path of a file.');
    expect(await messageOf(file('empty.wav', new Uint8Array(0)))).toContain(
      'Reading /empty.wav: the file is empty',
    );
    expect(await messageOf(file('a.txt', Buffer.from('Hello there.')))).toContain(
      'it is not a WAV',
    );
    expect(await messageOf(file('8.wav', eightBit))).toContain('8-bit PCM');
    expect(await messageOf(file('cut.wav', encodeWav(audio, format).subarray(0, 1000)))).toContain(
      'truncated',
    );
  });

  it('should refuse stereo only where mono is needed', async () => {
    const path = file('stereo.wav', encodeWav(audio, { ...format, channels: 2 }));

    expect(await messageOf(path, { mono: true })).toContain(
      'Reading /stereo.wav needs linear16 16000 Hz mono, but found linear16 16000 Hz stereo',
    );
    expect((await firstValueFrom(readWav(path))).format.channels).toBe(2);
  });
});

describe('wavWriter', () => {
  it('should put the file in its place when it is finished, not before', () => {
    const path = file('said.wav', Buffer.from('an old file'));
    const writer = wavWriter(path, format);
    writer.write(chunk(audio.subarray(0, 1000)));

    expect(readFileSync(path, 'utf8')).toBe('an old file');

    writer.write(chunk(audio.subarray(1000)));
    writer.finish();
    writer.finish();
    writer.write(chunk(audio));
    writer.discard();

    expect(readdirSync(folder)).toEqual(['said.wav']);
    expect(decodeWav(readFileSync(path))).toMatchObject({ format });
    expect(readFileSync(path).equals(encodeWav(audio, format))).toBe(true);
  });

  it('should pad an odd number of bytes', () => {
    const mulaw: AudioFormat = { ...format, encoding: 'mulaw' };
    const writer = wavWriter(file('odd.wav'), mulaw);
    writer.write(chunk(audio.subarray(0, 33), mulaw));
    writer.finish();

    expect(readFileSync(file('odd.wav')).equals(encodeWav(audio.subarray(0, 33), mulaw))).toBe(
      true,
    );
  });

  it('should leave nothing behind when it is discarded', () => {
    const writer = wavWriter(file('a.wav'), format);
    writer.write(chunk(audio));
    writer.discard();
    writer.finish();

    expect(readdirSync(folder)).toEqual([]);
  });

  it('should say why it cannot write', () => {
    mkdirSync(file('there'));

    expect(caught(() => wavWriter(file('no/such/folder/a.wav'), format))).toBe(
      'Writing /no/such/folder/a.wav: its folder does not exist. Make the folder, or check the path.',
    );
    expect(caught(() => wavWriter(file('there'), format))).toContain('a directory stands there');
    expect(caught(() => wavWriter(file('a.wav'), { ...format, encoding: 'mp3' }))).toContain('mp3');
    const writer = wavWriter(file('a.wav'), format);
    expect(caught(() => writer.write(chunk(audio, { ...format, sampleRate: 8000 })))).toContain(
      '8000 Hz',
    );
    mkdirSync(file('a.wav'));
    expect(caught(() => writer.finish())).toContain('Writing /a.wav: ');
    expect(readdirSync(folder).sort()).toEqual(['a.wav', 'there']);
  });
});

describe('rawWriter', () => {
  it('should write the bytes and nothing else', () => {
    const writer = rawWriter(file('a.pcm'), format);
    writer.write(chunk(audio.subarray(0, 3000)));
    writer.write(chunk(audio.subarray(3000)));
    writer.finish();

    expect(readFileSync(file('a.pcm')).equals(audio)).toBe(true);
  });
});
