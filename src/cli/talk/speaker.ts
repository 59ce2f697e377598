import { resolve } from 'node:path';
import { isVoiceError } from '../../errors';
import { playerSink, wavSink } from '../../node';
import { type AudioSink } from '../../operators';
import { CommandError } from '../CommandError';
import { type Io } from '../Io';

/**
 * Where the answers are heard.
 *
 * @internal
 */
export interface Speaker {
  readonly sink: AudioSink;
  /** Puts the file in its place, where there is one. Synchronous; throws where it cannot. */
  readonly finish: () => void;
}

/**
 * The loudspeaker of this machine, or a WAV file with what would have been heard of it.
 *
 * @param file - the WAV file
 * @throws a sentence with what to install, where nothing plays
 * @internal
 */
export function speaker({ folder }: Pick<Io, 'folder'>, file: string | undefined): Speaker {
  if (file !== undefined) {
    const sink = wavSink(resolve(folder, file));
    return { sink, finish: () => sink.finish() };
  }
  try {
    return { sink: playerSink(), finish: () => undefined };
  } catch (error) {
    if (!isVoiceError(error, 'not-installed')) throw error;
    const instead = 'Or write a WAV file in its place with --out answer.wav.';
    throw new CommandError(`${error.message} ${instead}`, undefined, { cause: error });
  }
}
