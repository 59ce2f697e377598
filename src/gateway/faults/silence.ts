import { ignoreElements } from 'rxjs';
import { type Gateway } from '../Gateway';
import { bendLine } from './bendLine';
import { type FaultTrigger } from './FaultTrigger';

/**
 * Says nothing more from a trigger on, or from the beginning, while the line lives: messages are read, pings and a close answered.
 *
 * ```text
 * gateway                 R-----a-b-c-F--|
 * silence({ frames: 2 })  R-----a--------|
 * ```
 *
 * @param trigger - when, and on how many lines (the first one, where left out)
 * @internal
 */
export const silence = (trigger: FaultTrigger = {}): ((gateway: Gateway) => Gateway) =>
  bendLine('silence', trigger, (rest$) => rest$.pipe(ignoreElements()));
