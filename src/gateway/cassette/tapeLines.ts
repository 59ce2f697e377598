import { type Frame } from '../../connection';
import { VoiceError } from '../../errors';
import { type Cassette, type CassetteEntry } from './CassetteEntry';
import { joinBytes } from './joinBytes';
import { objectOf } from './objectOf';

/** What stands on a tape in place of a secret. */
const mark = '[redacted]';

/**
 * What the client sent on a recorded line, in order: a text frame, or all the bytes, or all the words to be spoken, up to the next
 * one. How bytes and words are cut is a matter of timers: what comes before a line is ready leaves it as one.
 *
 * @internal
 */
export type Sent = string | Uint8Array | { readonly words: string };

/**
 * How far a client has come on its line: so many of what is {@link Sent} whole, and so many bytes or characters of the next.
 *
 * @internal
 */
export interface Progress {
  readonly whole: number;
  readonly bytes: number;
}

/**
 * What the gateway does next: a frame, the end of the line, or an error that says how it ends.
 *
 * @internal
 */
export interface Cue {
  /** Not before the client has come so far. */
  readonly after: Progress;
  /** Nor before so many ms have passed since. */
  readonly delay: number;
  readonly act: { readonly frame: Frame } | { readonly end: VoiceError | 'completed' };
}

/**
 * One line of a tape, ready to be played.
 *
 * @internal
 */
export interface TapeLine {
  /** Its number on the tape. */
  readonly number: number;
  readonly path: string;
  readonly sent: readonly Sent[];
  readonly cues: readonly Cue[];
  /** Whether it ended otherwise than by its client. */
  readonly broke: boolean;
  /** How its handshake failed, where it did. */
  readonly refusal: VoiceError | undefined;
}

/**
 * Makes a tape ready to be played: its lines, in the order in which they were dialled.
 *
 * @internal
 */
export function tapeLines(cassette: Cassette): readonly TapeLine[] {
  const byNumber = new Map<number, CassetteEntry[]>();
  for (const entry of cassette) {
    const entries = byNumber.get(entry.line);
    if (entries === undefined) byNumber.set(entry.line, [entry]);
    else entries.push(entry);
  }
  return [...byNumber.values()].map(tapeLine);
}

function tapeLine(entries: readonly CassetteEntry[]): TapeLine {
  const sent: Sent[] = [];
  const cues: Cue[] = [];
  let run: Uint8Array[] = [];
  let words = '';
  let path = '';
  let opened = false;
  let anchor = 0;
  let refusal: VoiceError | undefined;

  const flush = () => {
    if (run.length > 0) sent.push(joinBytes(run));
    if (words !== '') sent.push({ words });
    run = [];
    words = '';
  };
  const cue = (at: number, act: Cue['act']) => {
    const bytes = run.reduce((sum, { length }) => sum + length, words.length);
    cues.push({ after: { whole: sent.length, bytes }, delay: Math.max(0, at - anchor), act });
  };

  for (const entry of entries) {
    if (entry.type === 'left') break;
    if ('frame' in entry) {
      const { type, frame } = entry;
      if (type === 'received') cue(entry.at, { frame });
      else if (!isKeepalive(frame)) {
        anchor = entry.at;
        const more = wordsIn(frame);
        if (more !== undefined) {
          if (run.length > 0) flush();
          words += more;
        } else if (typeof frame === 'string') {
          flush();
          sent.push(frame);
        } else if (frame.length > 0) {
          if (words !== '') flush();
          run.push(frame);
        }
      }
    } else if (entry.type === 'dial' || entry.type === 'open') {
      anchor = entry.at;
      opened ||= entry.type === 'open';
      if (entry.type === 'dial') path = pathOf(entry.url);
    } else if (opened) cue(entry.at, { end: endOf(entry) });
    else refusal = endOf(entry) as VoiceError;
  }
  flush();
  const broke = cues.some(({ act }) => 'end' in act);
  return { number: entries[0]?.line ?? 0, path, sent, cues, broke, refusal };
}

/**
 * Whether a client's frame only keeps its line alive. When those come is a matter of timers, so that none is asked for.
 *
 * @internal
 */
export const isKeepalive = (frame: Frame): boolean =>
  typeof frame === 'string' && /^\s*\{\s*"type"\s*:\s*"keepalive"/i.test(frame);

/**
 * The words that a client's frame brings to be spoken, where it brings nothing else, and the tape may tell them.
 *
 * @internal
 */
export function wordsIn(frame: Frame): string | undefined {
  if (typeof frame !== 'string' || frame.includes(mark)) return undefined;
  const { type, text, ...more } = objectOf(frame);
  if (type !== 'text' || typeof text !== 'string' || text === '') return undefined;
  return Object.keys(more).length === 0 ? text : undefined;
}

/**
 * The path of a URL, without its host and its query.
 *
 * @internal
 */
export const pathOf = (url: string): string =>
  url.replace(/^[a-z]+:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '') || '/';

type Ending = Extract<CassetteEntry, { type: 'closed' | 'lost' | 'refused' }>;

function endOf(entry: Ending): VoiceError | 'completed' {
  const retryable = { retryable: true };
  if (entry.type === 'refused') {
    const { status, body, retryAfter } = entry;
    const rest = retryAfter === undefined ? {} : { retryAfter };
    return new VoiceError(
      'socket-refused',
      `HTTP status ${status}`,
      { status, body, ...rest },
      retryable,
    );
  }
  if (entry.type === 'lost') return new VoiceError('socket-lost', entry.message, {}, retryable);
  const { code, reason } = entry;
  if (code === 1000 && reason === '') return 'completed';
  return new VoiceError('socket-closed', reason, { closeCode: code, reason }, retryable);
}
