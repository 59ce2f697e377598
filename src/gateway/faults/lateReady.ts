import { concatMap, map, of, timer } from 'rxjs';
import { type Frame } from '../../connection';
import { type Gateway } from '../Gateway';

/**
 * Holds `ready` back, and what comes behind it, on every line.
 *
 * ```text
 * gateway          R-----a-b|
 * lateReady(4)     ----R-a-b|
 * ```
 *
 * @param delay - how long, ms
 * @internal
 */
export const lateReady =
  (delay: number) =>
  (gateway: Gateway): Gateway =>
  (client$, request) =>
    gateway(client$, request).pipe(
      concatMap((frame) => (isReady(frame) ? timer(delay).pipe(map(() => frame)) : of(frame))),
    );

const isReady = (frame: Frame) => typeof frame === 'string' && /"type"\s*:\s*"ready"/.test(frame);
