import { type Frame } from '../../connection';
import { isKeepalive, type Progress, type Sent, type TapeLine, wordsIn } from './tapeLines';

/** How much of a frame a sentence shows, in characters. A close reason holds 123 bytes in all. */
const shownLength = 36;

const mark = '[redacted]';

/**
 * A client did something else than the client on the tape.
 *
 * @internal
 */
export interface Deviation {
  readonly expected: string;
  readonly came: string;
}

/**
 * How far a client has come with this frame, or how it deviates from the tape.
 *
 * Text must mean the same: the order of its fields is free, and what the tape does not tell for secrecy may be anything. Bytes
 * are one run however they are cut, and so are words to be spoken. More bytes than the tape has, at its end, are taken and mean
 * nothing; and so is all else on a line that broke: it is what a client sends before it has heard of that.
 *
 * @param broke - whether the line ended otherwise than by its client
 * @internal
 */
export function followTape(
  { sent, broke }: Pick<TapeLine, 'sent' | 'broke'>,
  progress: Progress,
  frame: Frame,
): Progress | Deviation {
  if (isKeepalive(frame)) return progress;
  const { whole, bytes } = progress;
  const next = sent[whole];
  if (next === undefined && broke) return progress;
  if (typeof frame === 'string') {
    if (typeof next === 'string' && sameText(next, frame)) return { whole: whole + 1, bytes: 0 };
    const words = wordsIn(frame);
    if (words !== undefined && isWords(next)) {
      const rest = next.words.slice(bytes);
      const last = broke && whole + 1 === sent.length;
      if (rest === words || (last && words.startsWith(rest))) return { whole: whole + 1, bytes: 0 };
      if (rest.startsWith(words)) return { whole, bytes: bytes + words.length };
    }
    const left = next instanceof Uint8Array ? next.length - bytes : 0;
    const expected = left > 0 ? `${left} more bytes` : shown(next, bytes);
    return { expected, came: shown(frame) };
  }
  if (frame.length === 0 || next === undefined) return progress;
  if (!(next instanceof Uint8Array)) return { expected: shown(next, bytes), came: shown(frame) };
  const part = Math.min(frame.length, next.length - bytes);
  for (let i = 0; i < part; i++) {
    if (frame[i] === next[bytes + i]) continue;
    return { expected: `byte ${bytes + i} as recorded`, came: 'another one' };
  }
  if (bytes + part < next.length) return { whole, bytes: bytes + part };
  return followTape({ sent, broke }, { whole: whole + 1, bytes: 0 }, frame.subarray(part));
}

/**
 * Whether a client has come as far as `cue`.
 *
 * @internal
 */
export const reached = (progress: Progress, cue: Progress): boolean =>
  progress.whole > cue.whole || (progress.whole === cue.whole && progress.bytes >= cue.bytes);

function sameText(taped: string, came: string): boolean {
  if (taped === came) return true;
  const expected = ordered(taped);
  const found = ordered(came);
  if (!expected.includes(mark)) return expected === found;
  const parts = expected.split(mark).map((part) => part.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(found);
}

/** JSON with its fields in alphabetical order; what is no JSON, as it is. */
function ordered(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), (_key, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value,
    );
  } catch {
    return text;
  }
}

const isWords = (sent: Sent | undefined) => typeof sent === 'object' && 'words' in sent;

function shown(sent: Sent | undefined, from = 0): string {
  if (sent === undefined) return 'nothing more';
  if (sent instanceof Uint8Array) return `${sent.length} bytes`;
  const frame =
    typeof sent === 'string'
      ? sent
      : JSON.stringify({ type: 'text', text: sent.words.slice(from) });
  return frame.length <= shownLength ? frame : `${frame.slice(0, shownLength - 1)}…`;
}
