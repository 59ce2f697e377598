import { asyncScheduler, catchError, defer, EMPTY, type Observable, tap, throwError } from 'rxjs';
import { reconnect } from '../connection';
import { isVoiceError, VoiceError } from '../errors';
import { noGateway } from './checkSession';
import { dialLine, type Dialect, type LineSignal } from './dialLine';
import { type GatewayOptions, type SessionOptions } from './SessionOptions';
import { type SttMessage, type TtsMessage } from '../protocol';

/**
 * What a session is told of its line.
 *
 * @internal
 */
export interface LineWatch {
  /** A dial begins: the retry's number, 0 for a first dial. */
  dialling(attempt: number): void;
  /** A wait before a retry begins. */
  waiting(attempt: number, delay: number, cause: VoiceError): void;
  /**
   * The line is gone, or the dial has failed.
   *
   * @returns the error to retry with, or nothing where no line is needed now
   */
  lost(error: VoiceError, record: { opened: boolean; readyFor: number }): VoiceError | undefined;
}

/**
 * A session's line, dialled again whenever it is lost and still needed. Each dial tries the gateways in order. Completes
 * when a lost line is not needed any more; errors when dialling is given up.
 *
 * @internal
 */
export function keepLine<M extends TtsMessage | SttMessage, R extends { type: string }>(
  dialect: Dialect<M, R>,
  options: SessionOptions,
  watch: LineWatch,
): Observable<LineSignal<M, R>> {
  const gateways = [options.gateway].flat() as readonly GatewayOptions[];

  return defer(() => {
    let attempt = 0;
    const dial$ = defer(() => {
      let opened = false;
      let readyAt: number | undefined;
      watch.dialling(attempt);
      const lines = gateways.map((gateway) =>
        dialLine(dialect, gateway, options, () => (opened = true)),
      );
      return firstReady(lines).pipe(
        tap(() => (readyAt ??= asyncScheduler.now())),
        catchError((cause: unknown) => {
          const readyFor = readyAt === undefined ? 0 : asyncScheduler.now() - readyAt;
          const error = watch.lost(asVoiceError(cause), { opened, readyFor });
          return error === undefined ? EMPTY : throwError(() => error);
        }),
      );
    });
    return dial$.pipe(
      reconnect(options.backoff, (next, delay, cause) => {
        attempt = next;
        watch.waiting(next, delay, cause as VoiceError);
      }),
      catchError((cause: unknown) => throwError(() => asVoiceError(cause))),
    );
  });
}

/** The first of the lines to become ready; where none does, the most hopeful of their errors. */
function firstReady<S>(lines: readonly Observable<S>[], failed?: VoiceError): Observable<S> {
  const [line, ...others] = lines;
  if (line === undefined) return throwError(() => failed ?? noGateway());
  return defer(() => {
    let ready = false;
    return line.pipe(
      tap(() => (ready = true)),
      catchError((cause: unknown) => {
        const error = asVoiceError(cause);
        if (ready || isTooLarge(error)) return throwError(() => error);
        return firstReady(others, failed?.retryable === true ? failed : error);
      }),
    );
  });
}

/** Too large for one gateway is too large for all. */
const isTooLarge = (error: VoiceError): boolean =>
  (isVoiceError(error, 'gateway-error') || isVoiceError(error, 'socket-refused')) &&
  error.status === 413;

/** Anything else that is thrown comes from code of the application: a socket factory, a backoff's `random`. */
const asVoiceError = (error: unknown): VoiceError =>
  isVoiceError(error)
    ? error
    : new VoiceError(
        'invalid-option',
        'While dialling, a function of the session options threw an error; it is the cause of this one.',
        { option: 'gateway' },
        { retryable: false, cause: error },
      );
