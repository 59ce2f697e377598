import { defer, mergeMap } from 'rxjs';
import { type Frame } from '../../connection';
import { type Gateway, type GatewayRequest } from '../Gateway';
import { onFirstLines } from './onFirstLines';

/**
 * Makes other messages of each message of a gateway: none, or several.
 *
 * @param lines - on how many lines
 * @param begin - begins a line, and gives the function for its messages
 * @internal
 */
export const rewriteFrames = (
  lines: number,
  begin: (request: GatewayRequest) => (frame: Frame) => readonly Frame[],
): ((gateway: Gateway) => Gateway) =>
  onFirstLines(
    lines,
    (gateway) => (client$, request) =>
      defer(() => gateway(client$, request).pipe(mergeMap(begin(request)))),
  );
