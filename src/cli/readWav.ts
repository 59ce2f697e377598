import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type AudioChunk, decodeWav } from '../audio';
import { isVoiceError } from '../errors';
import { CommandError } from './CommandError';
import { fileFailure } from './fileFailure';

/**
 * Reads a WAV file of one channel.
 *
 * @param folder - where a relative path starts
 * @param path - the file
 * @internal
 */
export function readWav(folder: string, path: string): AudioChunk {
  const chunk = parsed(path, read(resolve(folder, path), path));
  if (chunk.format.channels !== 1) {
    throw new CommandError(
      `Reading ${path}: it has ${chunk.format.channels} channels, and the recogniser hears one. Mix it down to mono, for example with: sox ${path} -c 1 mono.wav`,
    );
  }
  if (chunk.data.length === 0) {
    throw new CommandError(`Reading ${path}: it holds no audio. Record it again.`);
  }
  return chunk;
}

function read(full: string, path: string): Uint8Array {
  try {
    return readFileSync(full);
  } catch (cause) {
    throw fileFailure('Reading', path, cause);
  }
}

function parsed(path: string, bytes: Uint8Array): AudioChunk {
  try {
    return decodeWav(bytes);
  } catch (cause) {
    if (!isVoiceError(cause)) throw cause;
    const found = cause.message.replace(/^Reading a WAV file: /, '');
    throw new CommandError(`Reading ${path}: ${found}`, undefined, { cause });
  }
}
