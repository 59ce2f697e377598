import { defer, mergeMap } from 'rxjs';
import { type Frame } from '../../connection';
import { type Gateway } from '../Gateway';

/** What no client can use and none may stumble over. */
const rubbish: readonly Frame[] = [
  'not JSON',
  '{"type":"a_type_of_next_year","data":[1]}',
  '[]',
  '{"type":7}',
  new Uint8Array(0),
  '{"type":"audio_chunk"}',
  '',
  'null',
];

/**
 * Puts rubbish before each text message of the gateway, one of eight kinds in turn: not JSON, not an object, of unknown type,
 * without what its type needs, empty.
 *
 * @internal
 */
export const junk =
  () =>
  (gateway: Gateway): Gateway =>
  (client$, request) =>
    defer(() => {
      let next = 0;
      return gateway(client$, request).pipe(
        mergeMap((frame) => {
          if (typeof frame !== 'string') return [frame];
          const before = rubbish[next++ % rubbish.length];
          return before === undefined ? [frame] : [before, frame];
        }),
      );
    });
