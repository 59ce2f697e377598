import { type AudioChunk, durationOf } from '../audio';
import { type AudioSink, clockSink } from '../operators';

/**
 * How a {@link virtualSink} behaves.
 *
 * @category Testing
 */
export interface VirtualSinkOptions {
  /**
   * From silence, a sample sounds so many ms after it was written.
   *
   * @defaultValue 0
   */
  readonly latency?: number;
  /** Where it stops: when it has played so many ms in all, for so many ms. One stall, or several in order. */
  readonly stall?: Stall | readonly Stall[];
  /**
   * How much it may hold, ms. A write that brings more throws `buffer-overflow`.
   *
   * @defaultValue Infinity
   */
  readonly room?: number;
}

/**
 * A moment at which a sink stops playing.
 *
 * @category Testing
 */
export interface Stall {
  /** How much it has played by then, ms, over its whole life. */
  readonly at: number;
  /** How long it plays nothing, ms. */
  readonly for: number;
}

/**
 * What sounded without a break.
 *
 * @category Testing
 */
export interface Sound extends AudioChunk {
  /** When its first sample sounded, ms by RxJS's clock. */
  readonly at: number;
}

/**
 * A sink that keeps what it played.
 *
 * @category Testing
 */
export interface VirtualSink extends AudioSink {
  /** What has sounded by now, fades included: each sound without a break, and when it began. */
  sounds(): readonly Sound[];
}

/** Sounds that follow within this are one, ms: times are sums of fractions. */
const seam = 0.01;

/**
 * Makes a sink for tests: it plays in real time by RxJS's clock, so in virtual time in a marble test, keeps what it played,
 * and knows its position to the sample.
 *
 * It holds what it cannot play yet, and falls silent when it has nothing. `clear` lets what sounds fall to zero and drops the
 * rest; where it is silent at that moment, because it stalls or has not begun, it stays so. What is written while it fades
 * sounds behind that. It plays one format, in a sample encoding; another is a `format-mismatch`.
 *
 * @example A sink that stalls for half a second
 * ```ts
 * const sink = virtualSink({ stall: { at: 200, for: 500 } });
 * speech$.pipe(play(sink)).subscribe((ms) => console.log(ms));
 * ```
 *
 * @param options - how it behaves
 * @category Testing
 */
export function virtualSink({ latency, stall = [], room }: VirtualSinkOptions = {}): VirtualSink {
  const pieces: Sound[] = [];
  const sink = clockSink((chunk, at) => pieces.push({ ...chunk, at }), {
    ...(latency !== undefined && { latency }),
    ...(room !== undefined && { room }),
    stalls: 'for' in stall ? [stall] : stall,
  });

  return {
    write: (chunk) => sink.write(chunk),
    clear: (fadeOut) => sink.clear(fadeOut),
    position: () => sink.position(),
    drain: () => sink.drain(),
    sounds: () => {
      sink.catchUp();
      return joined(pieces);
    },
  };
}

function joined(pieces: readonly Sound[]): Sound[] {
  const sounds: { readonly first: Sound; readonly parts: Sound[]; end: number }[] = [];
  for (const piece of pieces) {
    const last = sounds.at(-1);
    const end = piece.at + durationOf(piece);
    if (last && piece.at - last.end < seam) {
      last.parts.push(piece);
      last.end = end;
    } else sounds.push({ first: piece, parts: [piece], end });
  }
  return sounds.map(({ first, parts }) => {
    const data = new Uint8Array(parts.reduce((sum, part) => sum + part.data.length, 0));
    let at = 0;
    for (const part of parts) {
      data.set(part.data, at);
      at += part.data.length;
    }
    return { at: first.at, data, format: first.format };
  });
}
