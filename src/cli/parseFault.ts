import { isVoiceError } from '../errors';
import { type FaultMoment, faults, type FaultTrigger, type Gateway } from '../gateway';
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
  'On the first line (lines=2: the first two; lines=all), after=1.5s of audio, time=2s, frames=10, or at=… one of',
  'open, init, ready, text, flush, audio, terminal, finalize, final, partial, clear:',
  '  drop:after=1.5s            cut the line',
  '  close:code=1011,at=audio   close it with a code; reason=…',
  '  half-open:time=1s          hear and say nothing more, and stay open',
  '  error:code=provider_error,at=audio   send an error frame; message=…; then=silence, close or go-on',
  '  go-away:time-left=5s,at=ready        announce the end, and close then',
  'The same, or from the beginning:',
  '  silence:at=flush           say nothing more; the line lives',
  '  slow-drain:rate=8000       read so many bytes a second',
  '  ping-deaf, close-deaf      answer no ping, no close',
  '  no-final                   swallow finals',
  'On the first line, or on more:',
  '  refuse:status=503          refuse the handshake; body=…',
  '  accept-drop:lines=5        accept and cut at once',
  '  no-ready                   never say ready',
  '  die-before-audio           cut at the flush',
  'On every line, or with lines=2 on the first two:',
  '  reject-deflate             refuse a handshake that offers compression',
  '  late-ready:delay=2s        say ready late',
  '  single-turn                speak once on a line, then complain',
  '  close-instead-of-end       close where a segment would have ended',
  '  stray-audio:delay=50ms,bytes=320     send audio that belongs to nothing',
  '  duplicate-final, empty-final         say a final twice, an empty one before it',
  '  split                      cut samples apart',
  '  junk, unknown, malformed   put rubbish between the messages',
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
  const fault = made(text, name.trim(), values);
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

/** Makes a fault; an option it refuses was misused here. */
function made(text: string, name: string, values: Values): Fault | undefined {
  try {
    return makers.get(name)?.(values);
  } catch (error) {
    if (!isVoiceError(error, 'invalid-option')) throw error;
    throw usageError(`--fault ${text}: ${error.message}`);
  }
}

/** The faults by name, each made of its values. */
const makers = new Map<string, (values: Values) => Fault>([
  ['drop', (values) => faults.dropAfter(trigger(values))],
  ['half-open', (values) => faults.halfOpen(trigger(values))],
  [
    'close',
    (values) =>
      faults.closeWith({
        code: count(values, 'code') ?? 1011,
        ...given({ reason: take(values, 'reason') }),
        ...trigger(values),
      }),
  ],
  [
    'error',
    (values) =>
      faults.errorAt({
        code: take(values, 'code') ?? 'provider_error',
        ...given({ message: take(values, 'message'), then: take(values, 'then') as 'close' }),
        ...trigger(values),
      }),
  ],
  [
    'go-away',
    (values) => faults.goAway({ timeLeft: time(values, 'time-left') ?? 5000, ...trigger(values) }),
  ],
  ['silence', (values) => faults.silence(trigger(values))],
  [
    'slow-drain',
    (values) => faults.slowDrain({ rate: count(values, 'rate') ?? NaN, ...trigger(values) }),
  ],
  ['ping-deaf', (values) => faults.pingDeaf(trigger(values))],
  ['close-deaf', (values) => faults.closeDeaf(trigger(values))],
  ['no-final', (values) => faults.noFinal(trigger(values))],
  [
    'refuse',
    (values) =>
      faults.refuse({
        ...given({ status: count(values, 'status'), body: take(values, 'body') }),
        ...onLines(values),
      }),
  ],
  ['reject-deflate', (values) => faults.rejectDeflate(onLines(values))],
  ['accept-drop', (values) => faults.acceptThenDrop(onLines(values))],
  ['no-ready', (values) => faults.noReady(onLines(values))],
  ['die-before-audio', (values) => faults.dieBeforeAudio(onLines(values))],
  ['late-ready', (values) => faults.lateReady(time(values, 'delay') ?? 2000, onLines(values))],
  ['single-turn', (values) => faults.singleTurn(onLines(values))],
  ['close-instead-of-end', (values) => faults.closeInsteadOfEnd(onLines(values))],
  [
    'stray-audio',
    (values) =>
      faults.strayAudio({
        ...given({ delay: time(values, 'delay'), bytes: count(values, 'bytes') }),
        ...onLines(values),
      }),
  ],
  ['duplicate-final', (values) => faults.duplicateFinal(onLines(values))],
  ['empty-final', (values) => faults.emptyFinal(onLines(values))],
  ['split', (values) => faults.splitFrames(onLines(values))],
  ['junk', (values) => faults.junk(onLines(values))],
  ['unknown', (values) => faults.unknownFrames(onLines(values))],
  ['malformed', (values) => faults.malformedFrames(onLines(values))],
]);

const onLines = (values: Values): { lines?: number } => {
  const text = values.get('lines');
  if (text !== 'all') return given({ lines: count(values, 'lines') });
  values.delete('lines');
  return { lines: Infinity };
};

const trigger = (values: Values): FaultTrigger => ({
  ...given({
    audio: time(values, 'after'),
    time: time(values, 'time'),
    frames: count(values, 'frames'),
    at: take(values, 'at') as FaultMoment | undefined,
  }),
  ...onLines(values),
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
