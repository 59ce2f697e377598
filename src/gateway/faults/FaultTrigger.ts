import { invalidOption } from '../../errors';
import { type FaultMoment } from './moments';

/**
 * Which lines have a fault, and who is told.
 *
 * @category Gateway
 */
export interface FaultLines {
  /** On how many lines, the first ones of the wrapped gateway, `Infinity` for all. */
  readonly lines?: number;
  /** Called each time the fault strikes. */
  readonly struck?: () => void;
}

/**
 * When a fault strikes, once on a line: whichever comes first. At least one of `audio`, `frames`, `time` and `at` must be there.
 *
 * @category Gateway
 */
export interface FaultTrigger extends FaultLines {
  /** After so many ms of audio on the line, of either side, counted in the format of the client's init. */
  readonly audio?: number;
  /** After so many messages of the gateway. */
  readonly frames?: number;
  /** So many ms after the line was opened. */
  readonly time?: number;
  /** Just after the first such message has passed, and what the other side answers to it in the same instant. */
  readonly at?: FaultMoment;
  /** On how many lines, the first ones of the wrapped gateway, `Infinity` for all; 1 where left out. */
  readonly lines?: number;
}

const moments: Readonly<Record<FaultMoment, true>> = {
  open: true,
  init: true,
  ready: true,
  text: true,
  flush: true,
  audio: true,
  terminal: true,
  finalize: true,
  final: true,
  partial: true,
  clear: true,
};

/**
 * Refuses a trigger that cannot work.
 *
 * @param fault - its name
 * @param trigger - when
 * @internal
 */
export function checkTrigger(fault: string, { audio, frames, time, at }: FaultTrigger): void {
  const given = [audio, frames, time].filter((limit) => limit !== undefined);
  if (at !== undefined && !Object.hasOwn(moments, at)) {
    throw invalidOption(
      'at',
      `${fault} knows no moment ${JSON.stringify(at)}. Say one of ${Object.keys(moments).join(', ')}.`,
    );
  }
  const some = given.length > 0 || at !== undefined;
  if (some && given.every((limit) => limit >= 0 && limit < Infinity)) return;
  throw invalidOption(
    'audio, frames, time, at',
    `${fault} needs to know when it strikes: give audio (ms), frames or time (ms), each a number of 0 or more, or at, as in at: 'ready'.`,
  );
}

/**
 * Whether a trigger says when, or leaves that out.
 *
 * @internal
 */
export const saysWhen = ({ audio, frames, time, at }: FaultTrigger): boolean =>
  (audio ?? frames ?? time ?? at) !== undefined;

/**
 * Refuses a number that cannot work.
 *
 * @param fault - its name
 * @param option - the option's
 * @param value - what was given
 * @param least - what it must be at least; below `Infinity`, unless `endless`
 * @internal
 */
export function checkNumber(
  fault: string,
  option: string,
  value: number,
  least: number,
  endless: 'endless' | 'finite' = 'finite',
): void {
  if (value >= least && (endless === 'endless' || value < Infinity)) return;
  const kind = endless === 'endless' ? 'a number' : 'a finite number';
  throw invalidOption(
    option,
    `${fault === '' ? 'A fault' : `faults.${fault}`}: ${option} is ${value}; it must be ${kind} of ${least} or more.`,
  );
}
