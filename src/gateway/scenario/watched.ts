import { defer, finalize, type Observable, share, tap } from 'rxjs';
import { type Frame } from '../../connection';
import { type Gateway, type GatewayRequest } from '../Gateway';
import { type ClientMessage, clientMessage } from './clientMessage';
import { type Received } from './Received';
import { receivedOf } from './receivedOf';

/**
 * A gateway that tells what it received.
 *
 * @category Gateway
 */
export interface WatchedGateway {
  /** The gateway, with a note of every line and every frame. */
  (client$: Observable<Frame>, request: GatewayRequest): Observable<Frame>;
  /** What it received until now. */
  received(): Received;
}

/**
 * A line as it goes.
 *
 * @internal
 */
export interface WatchedLine {
  readonly request: GatewayRequest;
  readonly messages: ClientMessage[];
  /** `deaf`: it is open, and the gateway listens no more. */
  state: 'open' | 'deaf' | 'over';
}

/**
 * Takes notes of what a gateway receives: decoded, line by line, for a test to look at.
 *
 * @example
 * ```ts
 * const gateway = watched(ttsGateway());
 * const socket = fakeSocket(gateway);
 * // … and when all was said:
 * expect(gateway.received().texts).toEqual(['Hello. ']);
 * ```
 *
 * @param gateway - any gateway
 * @returns the same gateway, and `received()`
 * @category Gateway
 */
export function watched(gateway: Gateway): WatchedGateway {
  const lines: WatchedLine[] = [];
  return Object.assign(watchLines(gateway, lines), { received: () => receivedOf(lines) });
}

/**
 * Notes the lines of a gateway in `lines`.
 *
 * @param gateway - the gateway
 * @param lines - takes the notes
 * @param changed - called when a line has ended or fallen deaf, and with the error where its gateway broke
 * @internal
 */
export function watchLines(
  gateway: Gateway,
  lines: WatchedLine[],
  changed: (broken?: { readonly error: unknown }) => void = () => undefined,
): Gateway {
  return (client$, request) =>
    defer(() => {
      const line: WatchedLine = { request, messages: [], state: 'open' };
      lines.push(line);
      const become = (state: WatchedLine['state']) => {
        line.state = line.state === 'over' ? 'over' : state;
        changed();
      };
      // Shared: a gateway that listens twice hears each frame once, and one that lets go plays dead, as without us.
      const noted$ = client$.pipe(
        tap({
          next: (frame) => line.messages.push(clientMessage(frame)),
          subscribe: () => become('open'),
          unsubscribe: () => become('deaf'),
        }),
        share(),
      );
      return defer(() => gateway(noted$, request)).pipe(
        tap({ error: (error: unknown) => changed({ error }) }),
        finalize(() => become('over')),
      );
    });
}
