import { concat, defer, EMPTY, Subject, takeUntil, tap } from 'rxjs';
import { type Gateway } from '../Gateway';
import { cutting } from './cutting';
import { type FaultLines } from './FaultTrigger';
import { moments } from './moments';
import { onFirstLines } from './onFirstLines';

/**
 * Cuts the line at the flush, before the first audio: the text is lost with it.
 *
 * ```text
 * client              -t---f-------
 * gateway             -------a---b-
 * dieBeforeAudio()    -----#
 * ```
 *
 * @param fault - on how many lines, the first one where left out
 * @internal
 */
export const dieBeforeAudio = ({ lines = 1, struck }: FaultLines = {}): ((
  gateway: Gateway,
) => Gateway) =>
  onFirstLines(
    lines,
    (gateway) => (client$, request) =>
      defer(() => {
        const { ofClient } = moments(request);
        const flush$ = new Subject<void>();
        let dead = false;
        const heard$ = client$.pipe(
          tap((frame) => {
            if (!ofClient(frame).includes('flush')) return;
            dead = true;
            struck?.();
            flush$.next();
          }),
        );
        return concat(
          gateway(heard$, request).pipe(takeUntil(flush$)),
          defer(() => (dead ? cutting() : EMPTY)),
        );
      }),
  );
