import { defer, filter, Subject, tap } from 'rxjs';
import { type Frame } from '../../connection';
import { encodeTtsReply } from '../../protocol';
import { type Gateway } from '../Gateway';
import { type FaultLines } from './FaultTrigger';
import { moments } from './moments';
import { onFirstLines } from './onFirstLines';
import { whileOpen } from './whileOpen';

const spent = encodeTtsReply({
  type: 'error',
  code: 'invalid_request',
  message: 'Stream 1 not found. Send a start message first.',
});

/**
 * Speaks one segment on a line. Text after its end is answered with an error frame, and not spoken; the line stays open.
 *
 * ```text
 * client          -t---f-------t--f---
 * gateway         -------a---F------b-
 * singleTurn()    -------a---F-X------
 * ```
 *
 * @param fault - on how many lines, all where left out
 * @internal
 */
export const singleTurn = ({ lines = Infinity, struck }: FaultLines = {}): ((
  gateway: Gateway,
) => Gateway) =>
  onFirstLines(
    lines,
    (gateway) => (client$, request) =>
      defer(() => {
        const { ofClient, ofGateway } = moments(request);
        const refused$ = new Subject<Frame>();
        let over = false;

        const heard$ = client$.pipe(
          filter((frame) => {
            const moment = over ? ofClient(frame) : [];
            if (moment.includes('text')) {
              struck?.();
              refused$.next(spent);
            }
            return !moment.includes('text') && !moment.includes('flush');
          }),
        );
        return whileOpen(
          gateway(heard$, request).pipe(
            tap((frame) => {
              over ||= ofGateway(frame).includes('terminal');
            }),
          ),
          refused$,
        );
      }),
  );
