import { faults, type FaultTrigger, type Gateway } from '../gateway';
import { usageError } from './CommandError';
import { parseDuration } from './duration';

type Fault = (gateway: Gateway) => Gateway;

/** The values of a fault, each read once; what is left over was misspelled. */
type Values = Map<string, string>;

/**
 * How `--fault` is written, for the help.
 *
 * @internal
 */
export const faultForms = [
  'drop:after=1.5s          cut the line after so much audio; or time=2s, frames=10; lines=2 for the first two',
  'close:code=1011,after=1s close it with a code; reason=…',
  'half-open:after=1s       fall silent and stay open',
  'refuse:status=503        refuse the handshake; lines=2',
  'late-ready:delay=2s      say ready late',
  'accept-drop:lines=5      accept and cut at once',
  'junk                     put rubbish between the messages',
];

/**
 * Reads one `--fault`, as in `drop:after=1.5s`.
 *
 * @internal
 */
export function parseFault(text: string): Fault {
  const [name, list] = splitOnce(text, ':');
  const values: Values = new Map(
    list
      .split(',')
      .filter((pair) => pair !== '')
      .map((pair) => splitOnce(pair, '=')),
  );
  const fault = make(name.trim(), values);
  const [unknown] = values.keys();
  if (fault === undefined || unknown !== undefined) {
    const what =
      fault === undefined
        ? `${JSON.stringify(name)} is no fault`
        : `a ${name} has no ${unknown ?? ''}`;
    throw usageError(
      `--fault ${text}: ${what}. It is written like drop:after=1.5s; rxjs-voice gateway --help lists them all.`,
    );
  }
  return fault;
}

function make(name: string, values: Values): Fault | undefined {
  switch (name) {
    case 'drop':
      return faults.dropAfter(trigger(values));
    case 'close': {
      const reason = take(values, 'reason');
      const code = count(values, 'code') ?? 1011;
      return faults.closeWith({
        code,
        ...(reason === undefined ? {} : { reason }),
        ...trigger(values),
      });
    }
    case 'half-open':
      return faults.halfOpen(trigger(values));
    case 'refuse':
      return faults.refuse(
        given({ status: count(values, 'status'), lines: count(values, 'lines') }),
      );
    case 'late-ready':
      return faults.lateReady(time(values, 'delay') ?? 2000);
    case 'accept-drop':
      return faults.acceptThenDrop(given({ lines: count(values, 'lines') }));
    case 'junk':
      return faults.junk();
    default:
      return undefined;
  }
}

const trigger = (values: Values): FaultTrigger =>
  given({
    audio: time(values, 'after'),
    time: time(values, 'time'),
    frames: count(values, 'frames'),
    lines: count(values, 'lines'),
  });

function time(values: Values, name: string): number | undefined {
  const text = take(values, name);
  if (text === undefined) return undefined;
  const ms = parseDuration(text);
  if (ms === undefined)
    throw usageError(`--fault: ${name}=${text} is no duration. Write it like 1.5s or 300ms.`);
  return ms;
}

function count(values: Values, name: string): number | undefined {
  const text = take(values, name);
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) throw usageError(`--fault: ${name}=${text} is no whole number.`);
  return Number(text);
}

function take(values: Values, name: string): string | undefined {
  const value = values.get(name);
  values.delete(name);
  return value;
}

function splitOnce(text: string, by: string): [string, string] {
  const at = text.indexOf(by);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** Leaves out what is undefined. */
const given = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
