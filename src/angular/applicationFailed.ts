import { catchError, defer, from, type Observable, type ObservableInput, throwError } from 'rxjs';
import { isVoiceError, VoiceError } from '../errors';

/** What an application gives, that may fail. */
type Where =
  'options' | 'text' | 'think' | 'microphone' | 'speaker' | 'hear' | 'interrupt' | 'bargeIn';

/**
 * An error as a `VoiceError`: one of this package as it is, any other as the cause of one that says whose it is.
 *
 * @param where - what of the application failed
 * @internal
 */
export const asVoiceError = (where: Where, error: unknown): VoiceError =>
  isVoiceError(error)
    ? error
    : new VoiceError(
        'application-failed',
        `What the application gave as ${where} failed${said(error)}. The cause is its error.`,
        { where },
        { retryable: false, cause: error },
      );

const said = (error: unknown): string => (error instanceof Error ? `: ${error.message}` : '');

/**
 * Mirrors what an application gives; its throws and errors say where they come from.
 *
 * @internal
 */
export const guarded = <T>(where: Where, make: () => ObservableInput<T>): Observable<T> =>
  defer(() => from(make())).pipe(
    catchError((error: unknown) => throwError(() => asVoiceError(where, error))),
  );
