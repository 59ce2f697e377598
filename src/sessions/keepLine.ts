import {
  asyncScheduler,
  catchError,
  defer,
  EMPTY,
  map,
  type Observable,
  tap,
  throwError,
} from 'rxjs';
import { reconnect } from '../connection';
import { isVoiceError, VoiceError } from '../errors';
import { type SttMessage, type TtsMessage } from '../protocol';
import { noGateway } from './checkSession';
import { dialLine, type Dialect, type LineSignal } from './dialLine';
import { type GatewayRota } from './gatewayRota';
import { type GatewayOptions, type SessionOptions } from './SessionOptions';

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
 * A session's line, dialled again whenever it is lost and still needed. Completes when a lost line is not needed any more;
 * errors when dialling is given up.
 *
 * Each dial tries the gateways in the rota's order. A line that is lost in the middle of work is dialled at once at the next
 * gateway that has not failed of late; where there is none, after the backoff's wait.
 *
 * @param before - asked at each dial: it tries only the gateways before this place in the list
 * @internal
 */
export function keepLine<M extends TtsMessage | SttMessage, R extends { type: string }>(
  dialect: Dialect<M, R>,
  options: SessionOptions,
  rota: GatewayRota,
  watch: LineWatch,
  before: () => number = () => Infinity,
): Observable<LineSignal<M, R>> {
  const gateways = [options.gateway].flat() as readonly GatewayOptions[];

  return defer(() => {
    let attempt = 0;

    const dial$: Observable<LineSignal<M, R>> = defer(() => {
      let opened = false;
      let readyAt: number | undefined;
      let on: number | undefined;
      watch.dialling(attempt);

      /** The first of them to become ready; where none does, the most hopeful of their errors. */
      const firstReady = (
        [place, ...others]: readonly number[],
        failed?: VoiceError,
      ): Observable<LineSignal<M, R>> => {
        const gateway = place === undefined ? undefined : gateways[place];
        if (place === undefined || gateway === undefined) {
          return throwError(() => failed ?? noGateway());
        }
        return dialLine(dialect, gateway, options, () => (opened = true)).pipe(
          tap(() => (on = place)),
          catchError((cause: unknown) => {
            const error = asVoiceError(cause);
            if (on !== undefined) return throwError(() => error);
            rota.failed(place, asyncScheduler.now());
            if (endsAll(error)) return throwError(() => error);
            return firstReady(others, failed?.retryable === true ? failed : error);
          }),
        );
      };

      return firstReady(rota.order(asyncScheduler.now()).filter((place) => place < before())).pipe(
        map((signal) =>
          signal.type === 'ready' && on !== undefined ? { ...signal, gateway: on } : signal,
        ),
        tap(() => (readyAt ??= asyncScheduler.now())),
        catchError((cause: unknown) => {
          const now = asyncScheduler.now();
          const readyFor = readyAt === undefined ? 0 : now - readyAt;
          const lost = asVoiceError(cause);
          const error = watch.lost(lost, { opened, readyFor });
          if (error === undefined) return EMPTY;
          if (on === undefined || isClean(lost)) return throwError(() => error);
          rota.failed(on, now);
          return endsAll(error) || !rota.hasFresh(now) ? throwError(() => error) : dial$;
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

const isClean = (error: VoiceError): boolean =>
  isVoiceError(error, 'socket-closed') && error.closeCode === 1000;

/** What no other gateway can mend. Too large for one of them is too large for all. */
const endsAll = (error: VoiceError): boolean =>
  error.code === 'line-unstable' ||
  error.code === 'session-closed' ||
  error.code === 'invalid-option' ||
  ((isVoiceError(error, 'gateway-error') || isVoiceError(error, 'socket-refused')) &&
    error.status === 413);

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
