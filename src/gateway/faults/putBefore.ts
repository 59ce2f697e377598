import { type Frame } from '../../connection';
import { type Gateway } from '../Gateway';
import { type FaultLines } from './FaultTrigger';
import { rewriteFrames } from './rewriteFrames';

/** Messages of types that no one knows, and one whose type is none. */
export const unknown = [
  '{"type":"a_type_of_next_year","data":[1]}',
  '{"type":7}',
] as const satisfies readonly Frame[];

/** Messages that are none: not JSON, not an object, without what their type needs, empty. */
export const malformed = [
  'not JSON',
  '[]',
  new Uint8Array(0),
  '{"type":"audio_chunk"}',
  '',
  'null',
] as const satisfies readonly Frame[];

/**
 * Puts something before each text message of the gateway, one of a list in turn.
 *
 * @param list - what
 * @param fault - on how many lines, all where left out
 * @internal
 */
export const putBefore = (
  list: readonly Frame[],
  { lines = Infinity, struck }: FaultLines,
): ((gateway: Gateway) => Gateway) =>
  rewriteFrames(lines, () => {
    let next = 0;
    return (frame) => {
      const before = list[next % list.length];
      if (typeof frame !== 'string' || before === undefined) return [frame];
      next += 1;
      struck?.();
      return [before, frame];
    };
  });
