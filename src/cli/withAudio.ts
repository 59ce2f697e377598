import { filter, type MonoTypeOperatorFunction, throwIfEmpty } from 'rxjs';
import { type AudioChunk } from '../audio';
import { CommandError } from './CommandError';

/**
 * Fails where no audio comes.
 *
 * @param sentence - what a person reads then
 * @internal
 */
export const withAudio =
  (sentence: string): MonoTypeOperatorFunction<AudioChunk> =>
  (audio$) =>
    audio$.pipe(
      filter(({ data }) => data.length > 0),
      throwIfEmpty(() => new CommandError(sentence)),
    );
