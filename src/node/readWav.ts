import { readFile } from 'node:fs/promises';
import { defer, from, mergeMap, type Observable } from 'rxjs';
import { type AudioChunk, bytesPerFrame, decodeWav, formatMismatch, framesOf } from '../audio';
import { isVoiceError, VoiceError } from '../errors';
import { fileError } from './fileError';

/** The longest chunk, ms. */
const chunkMs = 100;

/** What the system says about a path, as people say it. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file. Check the path',
  EISDIR: 'it is a directory. Give the path of a file',
  ENOTDIR: 'a part of the path is a file, not a directory. Check the path',
  EACCES: 'it may not be read. Check its permissions',
  EPERM: 'it may not be read. Check its permissions',
};

/**
 * Reads a WAV file as chunks of 100 ms, as fast as they are taken: 16-bit PCM, mu-law or A-law.
 *
 * The whole file is read at subscription. The chunks are views into it.
 *
 * @example
 * ```ts
 * readWav('talk.wav', { mono: true }).pipe(paceAudio(), transcribe(stt), finals()).subscribe(console.log);
 * ```
 *
 * @param path - the file
 * @param options - `mono`: audio of several channels is a `format-mismatch`
 * @returns a cold stream. It errors with `invalid-option` where there is no file to read, and with `decode-failed` and what was
 *   found where it is not such a WAV: empty, 8-bit, truncated, something else
 * @category Node
 */
export function readWav(
  path: string,
  options: { readonly mono?: boolean } = {},
): Observable<AudioChunk> {
  return defer(() =>
    readFile(path).catch((cause: unknown) => Promise.reject(unreadable(path, cause))),
  ).pipe(
    mergeMap((bytes) => {
      const audio = decode(path, bytes);
      if (options.mono && audio.format.channels !== 1)
        throw formatMismatch(`Reading ${path}`, { ...audio.format, channels: 1 }, audio.format);
      return from(chunksOf(audio));
    }),
  );
}

function decode(path: string, bytes: Uint8Array): AudioChunk {
  try {
    return decodeWav(bytes);
  } catch (error) {
    if (!isVoiceError(error, 'decode-failed')) throw error;
    throw new VoiceError(
      'decode-failed',
      error.message.replace('Reading a WAV file', `Reading ${path}`),
      { path: error.path, sample: error.sample },
      { retryable: false, cause: error },
    );
  }
}

function* chunksOf({ data, format }: AudioChunk): Generator<AudioChunk> {
  const size = Math.max(1, framesOf(format, chunkMs)) * bytesPerFrame(format);
  for (let at = 0; at < data.length; at += size) {
    yield { data: data.subarray(at, at + size), format };
  }
}

function unreadable(path: string, cause: unknown) {
  return fileError(`Reading ${path}`, cause, reasons);
}
