import {
  asyncScheduler,
  BehaviorSubject,
  concatMap,
  defer,
  map,
  mergeMap,
  type Observable,
  of,
  Subject,
  switchMap,
  take,
  takeUntil,
  throwError,
  timer,
  type Timestamp,
  timestamp,
} from 'rxjs';
import { type Frame, VoiceError } from '../../../src';
import { type Gateway } from '../../../src/node';

/** What a person at the desk does to the lines. */
export interface LineSwitch {
  /** Cuts every open line, as a lost network does. */
  cut(): void;
  /** Holds every frame from the gateway back for so long, ms; 0 lets go at once of what is held. */
  slow(ms: number): void;
  /** A gateway whose lines do as they are told here. */
  readonly through: (gateway: Gateway) => Gateway;
}

/**
 * Makes a switch for the lines of gateways.
 *
 * ```text
 * gateway        -a--b--c--d|
 * slow(2), cut() ---a--b--#      the cut does not wait for what is held
 * ```
 */
export function lineSwitch(): LineSwitch {
  const cut$ = new Subject<void>();
  const delay$ = new BehaviorSubject(0);

  /** Counted from its arrival, anew at each change of the delay, so that frames keep their distances. */
  const due = ({ value, timestamp }: Timestamp<Frame>): Observable<Frame> =>
    delay$.pipe(
      switchMap((delay) => {
        const wait = timestamp + delay - asyncScheduler.now();
        return wait > 0 ? timer(wait) : of(0);
      }),
      take(1),
      map(() => value),
    );

  return {
    cut: () => cut$.next(),
    slow: (ms) => delay$.next(ms),
    through: (gateway) => (client$, request) =>
      defer(() => gateway(client$, request)).pipe(
        timestamp(asyncScheduler),
        concatMap(due),
        takeUntil(cut$.pipe(mergeMap(lost))),
      ),
  };
}

const lost = (): Observable<never> =>
  throwError(
    () => new VoiceError('socket-lost', 'The line was cut at the desk.', {}, { retryable: true }),
  );
