import { defer, map, Subject, switchMap, takeUntil, tap, timer } from 'rxjs';
import { type Frame } from '../../connection';
import { type Gateway } from '../Gateway';
import { checkNumber, type FaultLines } from './FaultTrigger';
import { moments } from './moments';
import { onFirstLines } from './onFirstLines';
import { whileOpen } from './whileOpen';

/**
 * What `faults.strayAudio` says, and how late; on all lines where `lines` is left out.
 *
 * @category Gateway
 */
export interface StrayFault extends FaultLines {
  /** How long after a segment's end, ms; 50 where left out. */
  readonly delay?: number;
  /** How many bytes, 320 where left out. */
  readonly bytes?: number;
}

/**
 * Sends audio that belongs to nothing some time after each segment's end, while the line is idle: text that comes before keeps it
 * back.
 *
 * ```text
 * gateway                    R---a---b---F---------
 * strayAudio({ delay: 4 })   R---a---b---F---x-----
 * ```
 *
 * @param fault - what, how late, and on how many lines
 * @internal
 */
export function strayAudio({
  delay = 50,
  bytes = 320,
  lines = Infinity,
  struck,
}: StrayFault = {}): (gateway: Gateway) => Gateway {
  checkNumber('strayAudio', 'delay', delay, 0);
  checkNumber('strayAudio', 'bytes', bytes, 1);

  return onFirstLines(
    lines,
    (gateway) => (client$, request) =>
      defer(() => {
        const { ofClient, ofGateway } = moments(request);
        const ended$ = new Subject<void>();
        const text$ = new Subject<void>();
        const heard$ = client$.pipe(
          tap((frame) => {
            if (ofClient(frame).includes('text')) text$.next();
          }),
        );
        const stray$ = ended$.pipe(
          switchMap(() => timer(delay).pipe(takeUntil(text$))),
          tap(() => struck?.()),
          map((): Frame => new Uint8Array(bytes).fill(1)),
        );
        return whileOpen(
          gateway(heard$, request).pipe(
            tap((frame) => {
              if (ofGateway(frame).includes('terminal')) ended$.next();
            }),
          ),
          stray$,
        );
      }),
  );
}
