import { type Observable, throwError } from 'rxjs';
import { retryableClose, VoiceError } from '../../errors';

/**
 * Closes the line.
 *
 * @internal
 */
export const closing = (code: number, reason = ''): Observable<never> =>
  throwError(
    () =>
      new VoiceError(
        'socket-closed',
        `The gateway closed the line with ${code}${reason === '' ? '' : `: ${reason}`}.`,
        { closeCode: code, reason },
        { retryable: retryableClose(code) },
      ),
  );
