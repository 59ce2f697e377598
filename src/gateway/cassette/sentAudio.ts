import { type Observable } from 'rxjs';
import { type AudioChunk } from '../../audio';
import { type Cassette } from './CassetteEntry';
import { emitAt } from './emitAt';
import { joinBytes } from './joinBytes';
import { sessionFormat } from '../sessionFormat';
import { tapeServices } from './tapeServices';

/**
 * The audio that a recorded client sent to be heard, at its times since the first dial. What it sent again on a further line, because
 * the one before it was lost, is left out; silence alone may be taken for a repetition.
 *
 * @example
 * ```ts
 * sentAudio(cassette).pipe(transcribe(stt));
 * ```
 *
 * @param cassette - a tape with a line of a listening gateway
 * @returns a cold stream, for `transcribe`; empty where the tape has none
 * @category Cassettes
 */
export function sentAudio(cassette: Cassette): Observable<AudioChunk> {
  const found = tapeServices(cassette).find(({ service }) => service === 'stt');
  const config = Object(found?.init.config) as Readonly<Record<string, unknown>>;
  const read = sessionFormat(config, ['linear16', 'mulaw', 'alaw'], 16_000);
  const format = typeof read === 'string' ? linear16 : read;
  const chunks: { at: number; value: AudioChunk }[] = [];
  let before: Uint8Array = new Uint8Array();

  for (const line of found?.lines ?? []) {
    const sent = line.flatMap(({ at, frame }) =>
      frame instanceof Uint8Array ? [{ at, frame }] : [],
    );
    const all = joinBytes(sent.map(({ frame }) => frame));
    const known = overlap(before, all);
    let again = known;
    for (const { at, frame } of sent) {
      const data = frame.subarray(Math.min(again, frame.length));
      again -= frame.length - data.length;
      if (data.length > 0) chunks.push({ at, value: { data, format } });
    }
    before = joinBytes([before, all.subarray(known)]);
  }
  return emitAt(chunks);
}

const linear16 = { encoding: 'linear16', sampleRate: 16_000, channels: 1 } as const;

/** How many bytes of `after` are the end of `before` once more: the most that fit. In linear time, by the failure function of `after`. */
function overlap(before: Uint8Array, after: Uint8Array): number {
  const tail = before.subarray(Math.max(0, before.length - after.length));
  const borders = new Uint32Array(after.length);
  const longer = (length: number, byte: number | undefined) => {
    let found = length;
    while (found > 0 && after[found] !== byte) found = borders[found - 1] ?? 0;
    return after[found] === byte ? found + 1 : 0;
  };
  for (let i = 1; i < after.length; i++) borders[i] = longer(borders[i - 1] ?? 0, after[i]);
  let matched = 0;
  for (const [i, byte] of tail.entries()) {
    matched = longer(matched, byte);
    if (matched === after.length && i < tail.length - 1) matched = borders[matched - 1] ?? 0;
  }
  return matched;
}
