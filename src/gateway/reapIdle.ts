import {
  defer,
  mergeMap,
  startWith,
  Subject,
  switchMap,
  takeUntil,
  tap,
  throwError,
  timer,
} from 'rxjs';
import { VoiceError } from '../errors';
import { type Gateway } from './Gateway';

/**
 * Closes a line with 1008 on which no message went either way for a while. Pings are not messages.
 *
 * @param idleTimeout - ms; never where left out
 * @internal
 */
export const reapIdle =
  (idleTimeout: number | undefined) =>
  (gateway: Gateway): Gateway =>
    idleTimeout === undefined
      ? gateway
      : (client$, request) =>
          defer(() => {
            const activity$ = new Subject<void>();
            const note = () => activity$.next();
            const idle$ = activity$.pipe(
              startWith(undefined),
              switchMap(() => timer(idleTimeout)),
              mergeMap(() => throwError(() => closed(idleTimeout))),
            );
            return gateway(client$.pipe(tap(note)), request).pipe(tap(note), takeUntil(idle$));
          });

function closed(idleTimeout: number) {
  const reason = `idle for ${idleTimeout} ms`;
  return new VoiceError(
    'socket-closed',
    `The gateway closed the line with 1008: ${reason}. Send keepalive while there is nothing to say.`,
    { closeCode: 1008, reason },
    { retryable: true },
  );
}
