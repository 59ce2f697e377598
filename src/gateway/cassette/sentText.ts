import { type Observable } from 'rxjs';
import { decodeTtsRequest, type SpeechCommand } from '../../protocol';
import { type Cassette } from './CassetteEntry';
import { emitAt } from './emitAt';
import { tapeServices } from './tapeServices';

interface Said {
  readonly at: number;
  readonly value: SpeechCommand;
}

/** What stands between two flushes. */
interface Segment {
  readonly text: string;
  readonly said: readonly Said[];
  readonly flushed: boolean;
}

/**
 * What a recorded client said to be spoken: its texts and flushes, at their times since the first dial, up to its first
 * interruption. What it said again on a further line, because the one before it was lost, is left out.
 *
 * ```text
 * line 1               --tF-t#
 * line 2               ----------tF-uF
 * sentText(cassette)   --tF-t-----F-uF|
 * ```
 *
 * @example
 * ```ts
 * sentText(cassette).pipe(speak(tts));
 * ```
 *
 * @param cassette - a tape with a line of a speaking gateway
 * @returns a cold stream, for `speak`; empty where the tape has none
 * @category Cassettes
 */
export function sentText(cassette: Cassette): Observable<SpeechCommand> {
  const lines = tapeServices(cassette).find(({ service }) => service === 'tts')?.lines ?? [];
  let all: readonly Segment[] = [];
  for (const line of lines) {
    const { said, interrupted } = readLine(line);
    all = joined(all, segmentsOf(said));
    if (interrupted) break;
  }
  return emitAt(all.flatMap(({ said }) => said));
}

function readLine(line: readonly { readonly at: number; readonly frame: unknown }[]) {
  const said: Said[] = [];
  for (const { at, frame } of line) {
    const read = decodeTtsRequest(String(frame));
    if (read._tag === 'Left') continue;
    const { right: request } = read;
    if (request.type === 'clear' || request.type === 'cancel') return { said, interrupted: true };
    if (request.type === 'text') said.push({ at, value: { type: 'text', text: request.text } });
    const flushes = request.type === 'flush' || (request.type === 'text' && request.flush);
    if (flushes) said.push({ at, value: { type: 'flush' } });
  }
  return { said, interrupted: false };
}

function segmentsOf(said: readonly Said[]): Segment[] {
  const segments: Segment[] = [];
  let own: Said[] = [];
  const end = (flushed: boolean) => {
    if (own.length > 0) segments.push({ said: own, flushed, text: textOf(own) });
    own = [];
  };
  for (const one of said) {
    own.push(one);
    if (one.value.type === 'flush') end(true);
  }
  end(false);
  return segments;
}

const textOf = (said: readonly Said[]) =>
  said.map(({ value }) => (value.type === 'text' ? value.text : '')).join('');

/** All that was said, where a line begins with what the one before it had not seen ended. */
function joined(before: readonly Segment[], line: readonly Segment[]): readonly Segment[] {
  for (let again = Math.min(before.length, line.length); again > 0; again--) {
    const end = before.slice(-again);
    if (!end.every((segment, i) => goesOn(segment, line[i]))) continue;
    const last = end[again - 1];
    const same = line[again - 1];
    const rest =
      last === undefined || same === undefined || last.flushed ? [] : [restOf(last, same)];
    return [...before, ...rest, ...line.slice(again)];
  }
  return [...before, ...line];
}

const goesOn = (segment: Segment, again: Segment | undefined) =>
  again !== undefined &&
  (segment.flushed ? again.text === segment.text : again.text.startsWith(segment.text));

/** What of a segment the line before had not heard yet. */
function restOf(heard: Segment, whole: Segment): Segment {
  const text = whole.text.slice(heard.text.length);
  const at = whole.said.at(-1)?.at ?? 0;
  const said: Said[] = text === '' ? [] : [{ at, value: { type: 'text', text } }];
  if (whole.flushed) said.push({ at, value: { type: 'flush' } });
  return { text, said, flushed: whole.flushed };
}
