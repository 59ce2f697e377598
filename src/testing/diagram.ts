import { map, merge, type Observable, type ObservableNotification, timer } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { type AudioChunk } from '../audio';
import { type Frame } from '../connection';
import { invalidOption, isVoiceError, type VoiceError } from '../errors';
import { encodeSttReply, encodeTtsReply, SttReply, type TtsReply } from '../protocol';
import { ends } from './ends';

/**
 * What a letter of a script stands for: a frame, audio, a reply of the protocol, or an end of the line.
 *
 * @category Testing
 */
export type ScriptValue = Frame | AudioChunk | TtsReply | SttReply | VoiceError;

/**
 * What the letters of a script stand for.
 *
 * @category Testing
 */
export type ScriptValues = Readonly<Record<string, ScriptValue>>;

/**
 * Something a gateway does at a time.
 *
 * @internal
 */
export interface Beat {
  readonly at: number;
  readonly event: ObservableNotification<Frame>;
}

/** What letters stand for that have no value. */
const usual: ScriptValues = {
  R: { type: 'ready', session_id: 'scripted' },
  F: { type: 'flushed' },
  E: { type: 'audio_end' },
  C: { type: 'cleared' },
};

/**
 * Reads a marble diagram of what a gateway does, a frame a ms.
 *
 * @internal
 */
export function diagramOf(marbles: string, values: ScriptValues): readonly Beat[] {
  if (marbles.includes('^')) throw unreadable(marbles, 'A gateway has no past: leave the ^ out.');
  return parsed(marbles).map(({ frame: at, notification }) => {
    if (notification.kind !== 'N') {
      return { at, event: notification.kind === 'C' ? notification : ended(ends.cut()) };
    }
    const letter = String(notification.value);
    const value = values[letter] ?? usual[letter];
    if (value === undefined)
      throw unreadable(marbles, `There is no value for its letter ${letter}.`);
    return { at, event: isEnd(value) ? ended(value) : { kind: 'N', value: frameOf(value) } };
  });
}

/**
 * Does it, each thing at its time from now.
 *
 * @internal
 */
export const play = (beats: readonly Beat[]): Observable<ObservableNotification<Frame>> =>
  merge(...beats.map(({ at, event }) => timer(at).pipe(map(() => event))));

const isEnd = (value: ScriptValue): value is VoiceError => isVoiceError(value);

const ended = (error: VoiceError): ObservableNotification<Frame> => ({ kind: 'E', error });

function frameOf(value: Exclude<ScriptValue, VoiceError>): Frame {
  if (typeof value === 'string' || value instanceof Uint8Array) return value;
  if ('format' in value) return value.data;
  return SttReply.is(value) ? encodeSttReply(value) : encodeTtsReply(value);
}

/** A frame is a ms as in `TestScheduler.run`, whether we are in one or not. */
class Milliseconds extends TestScheduler {
  static override frameTimeFactor = 1;
}

function parsed(marbles: string) {
  try {
    return Milliseconds.parseMarbles(marbles, undefined, undefined, false, true);
  } catch (error) {
    throw unreadable(marbles, error instanceof Error ? `${error.message}.` : String(error));
  }
}

const unreadable = (marbles: string, why: string) =>
  invalidOption('lines', `The diagram '${marbles}' of a script cannot be read. ${why}`);
