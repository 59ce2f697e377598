import {
  concat,
  defer,
  EMPTY,
  merge,
  NEVER,
  type Observable,
  Subject,
  takeUntil,
  takeWhile,
  tap,
  timer,
} from 'rxjs';
import { type Frame } from '../../connection';
import { invalidOption } from '../../errors';
import { type Gateway } from '../Gateway';
import { audioMeter } from './audioMeter';
import { onFirstLines } from './onFirstLines';

/**
 * When a fault strikes: whichever comes first. At least one of the first three must be there.
 *
 * @category Gateway
 */
export interface FaultTrigger {
  /** After so many ms of audio on the line, of either side, counted in the format of the client's init. */
  readonly audio?: number;
  /** After so many messages of the gateway. */
  readonly frames?: number;
  /** So many ms after the line was opened. */
  readonly time?: number;
  /** On how many lines, the first ones of the wrapped gateway; 1 where left out. */
  readonly lines?: number;
}

/**
 * Lets a line run until a trigger strikes, and then go on, or end, as `outcome` does. The message of the gateway that
 * strikes still passes. A gateway that ends before that ends as it would.
 *
 * @param fault - its name, for a trigger that cannot work
 * @param trigger - when
 * @param outcome - what the client sees from then on
 * @internal
 */
export function breakLine(
  fault: string,
  trigger: FaultTrigger,
  outcome: () => Observable<Frame>,
): (gateway: Gateway) => Gateway {
  const { audio = Infinity, frames = Infinity, time, lines = 1 } = trigger;
  check(fault, [trigger.audio, trigger.frames, time]);

  return onFirstLines(
    lines,
    (gateway) => (client$, request) =>
      defer(() => {
        const meter = audioMeter(request);
        const audioOut$ = new Subject<void>();
        let sent = 0;
        let struck = false;

        const counted$ = client$.pipe(
          tap((frame) => {
            meter.fromClient(frame);
            if (meter.ms() >= audio) audioOut$.next();
          }),
        );
        const strike$ = merge(audioOut$, time === undefined ? NEVER : timer(time)).pipe(
          tap(() => (struck = true)),
        );

        return concat(
          gateway(counted$, request).pipe(
            takeWhile((frame) => {
              meter.fromGateway(frame);
              struck = ++sent >= frames || meter.ms() >= audio;
              return !struck;
            }, true),
            takeUntil(strike$),
          ),
          defer(() => (struck ? outcome() : EMPTY)),
        );
      }),
  );
}

function check(fault: string, limits: readonly (number | undefined)[]) {
  const given = limits.filter((limit) => limit !== undefined);
  if (given.length > 0 && given.every((limit) => limit >= 0 && limit < Infinity)) return;
  throw invalidOption(
    'audio, frames, time',
    `${fault} needs to know when it strikes: give audio (ms), frames or time (ms), each a number of 0 or more.`,
  );
}
