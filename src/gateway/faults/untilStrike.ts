import {
  concat,
  defer,
  EMPTY,
  merge,
  mergeMap,
  NEVER,
  type Observable,
  of,
  Subject,
  takeUntil,
  takeWhile,
  tap,
  timer,
} from 'rxjs';
import { type Frame } from '../../connection';
import { type GatewayRequest } from '../Gateway';
import { audioMeter } from './audioMeter';
import { type FaultTrigger } from './FaultTrigger';
import { moments } from './moments';

/**
 * Watches both sides of one line for the moment a fault strikes.
 *
 * @internal
 */
export interface Watch {
  /** What the client says, watched. */
  readonly client: (client$: Observable<Frame>) => Observable<Frame>;
  /** What the gateway says, up to the strike: the message that strikes still passes. */
  readonly gateway: (line$: Observable<Frame>) => Observable<Frame>;
  /** Whether it struck. */
  readonly struck: () => boolean;
}

/**
 * Makes a {@link Watch} for one line.
 *
 * @param trigger - when it strikes
 * @param request - the line's
 * @internal
 */
export function untilStrike(trigger: FaultTrigger, request: GatewayRequest): Watch {
  const { audio = Infinity, frames = Infinity, at } = trigger;
  const time = at === 'open' ? 0 : trigger.time;
  const meter = audioMeter(request);
  const moment = moments(request);
  const fromClient$ = new Subject<void>();
  const strike = defer(() => {
    fromClient$.next();
    return EMPTY;
  });
  const strike$ = merge(fromClient$, time === undefined ? NEVER : timer(time));
  let sent = 0;
  let struck = false;

  return {
    client: (client$) =>
      client$.pipe(
        mergeMap((frame) => {
          if (struck) return of(frame);
          meter.fromClient(frame);
          // Heard where the gateway lives on, and by nobody where it does not.
          if (meter.ms() >= audio) return concat(strike, of(frame));
          const aimed = at !== undefined && moment.ofClient(frame).includes(at);
          return aimed ? concat(of(frame), strike) : of(frame);
        }),
      ),
    gateway: (line$) =>
      line$.pipe(
        takeWhile((frame) => {
          meter.fromGateway(frame);
          struck =
            ++sent >= frames ||
            meter.ms() >= audio ||
            (at !== undefined && moment.ofGateway(frame).includes(at));
          return !struck;
        }, true),
        takeUntil(strike$.pipe(tap(() => (struck = true)))),
      ),
    struck: () => struck,
  };
}
