/**
 * Moments of a turn that are worth timing, in the order in which they come.
 *
 * `speech-end`: the user fell silent (the last one before `final` counts). `final`: what was said is known; the turn begins. `token`:
 * the first text was thought. `flush`: text was handed to the voice. `audio`: its first audio is here. `played`: its first sample is
 * heard. `interrupt`: the user spoke up. `silence`: nothing sounds any more.
 *
 * @category Operators
 */
export type TurnMark =
  'speech-end' | 'final' | 'token' | 'flush' | 'audio' | 'played' | 'interrupt' | 'silence';

/**
 * How long the parts of a turn took, ms. A part that did not happen is left out. Lost lines count: nothing begins anew with a
 * new line.
 *
 * @category Operators
 */
export interface TurnMetrics {
  /** From the end of the user's speech to the final: how fast the recogniser and the end of the utterance were. */
  readonly endpointing?: number;
  /** From the beginning of the turn to its first token: how fast the model is. */
  readonly firstToken?: number;
  /** From the beginning to the first text that was handed to the voice. */
  readonly firstFlush?: number;
  /** From that hand-over to the first audio: how fast the gateway is, a lost line and its dialling included. */
  readonly firstByte?: number;
  /** From the beginning to the first sample that is heard: what the user waits for. */
  readonly firstAudible?: number;
  /** From the interruption to silence, without the fade. */
  readonly silence?: number;
}

/**
 * When the marks of a turn were reached, ms by the clock.
 *
 * @internal
 */
export type TurnTimes = Readonly<Partial<Record<TurnMark | 'begin', number>>>;

/**
 * Notes that a mark was reached: the first time counts, of `speech-end` the last one before the final.
 *
 * @internal
 */
export function noteMark(times: TurnTimes, mark: TurnMark | 'begin', at: number): TurnTimes {
  if (mark === 'speech-end' && times.final === undefined) return { ...times, [mark]: at };
  // Silence is that after the interruption.
  if (mark === 'silence' && times.interrupt === undefined) return times;
  return times[mark] === undefined ? { ...times, [mark]: at } : times;
}

/**
 * How long the parts of a turn took. It begins with its final, else with `begin`.
 *
 * @internal
 */
export function metricsOf(times: TurnTimes): TurnMetrics {
  const begin = times.final ?? times.begin;
  const parts: [keyof TurnMetrics, number | undefined, number | undefined][] = [
    ['endpointing', times['speech-end'], times.final],
    ['firstToken', begin, times.token],
    ['firstFlush', begin, times.flush],
    ['firstByte', times.flush, times.audio],
    ['firstAudible', begin, times.played],
    ['silence', times.interrupt, times.silence],
  ];
  return Object.fromEntries(
    parts.flatMap(([name, from, to]) =>
      from === undefined || to === undefined ? [] : [[name, Math.max(to - from, 0)]],
    ),
  );
}
