import { type Observable, throwError } from 'rxjs';
import { VoiceError } from '../../errors';

/**
 * Cuts the line, as a lost network does.
 *
 * @internal
 */
export const cutting = (): Observable<never> =>
  throwError(
    () =>
      new VoiceError(
        'socket-lost',
        'The gateway cut the line, as it was told to. Dial again.',
        {},
        { retryable: true },
      ),
  );
