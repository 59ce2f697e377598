/**
 * Where speech begins or ends.
 *
 * @category Operators
 */
export interface SpeechBound {
  /** Which of the two. */
  readonly type: 'speech-start' | 'speech-end';
  /** When, in ms of the audio. */
  readonly at: number;
}

/**
 * How long sounds and silences have to be, in frames.
 *
 * @internal
 */
export interface SpeechRules {
  readonly onset: number;
  readonly minSpeech: number;
  readonly hangOver: number;
}

/**
 * What is known after some frames. All numbers are frames.
 *
 * @internal
 */
export interface SpeechState {
  /** `maybe`: something began that may turn out too short. */
  readonly phase: 'silence' | 'maybe' | 'speech';
  /** How many were heard. */
  readonly heard: number;
  /** How many of the last were speech, in a row. */
  readonly row: number;
  /** Where it began, unless in silence. */
  readonly begin: number;
  /** Where the last speech ended that was long enough. */
  readonly end: number;
  /** How many were speech, since it began. */
  readonly speech: number;
}

/**
 * The state before the first frame.
 *
 * @internal
 */
export const beforeSpeech: SpeechState = {
  phase: 'silence',
  heard: 0,
  row: 0,
  begin: 0,
  end: 0,
  speech: 0,
};

/**
 * What is known after one more frame, and where speech begins or ends by that. What is shorter than the onset is no speech:
 * it neither begins it nor keeps it alive.
 *
 * @internal
 */
export function speechStep(
  rules: SpeechRules,
  state: SpeechState,
  isSpeech: boolean,
): { readonly state: SpeechState; readonly bound?: SpeechBound['type'] } {
  const heard = state.heard + 1;
  const row = isSpeech ? state.row + 1 : 0;
  if (row >= rules.onset) {
    const begins = state.phase === 'silence';
    const speech = (begins ? 0 : state.speech) + (row === rules.onset ? row : 1);
    const next = { heard, row, end: heard, speech, begin: begins ? heard - row : state.begin };
    if (state.phase === 'speech') return { state: { ...next, phase: 'speech' } };
    if (speech < rules.minSpeech) return { state: { ...next, phase: 'maybe' } };
    return { state: { ...next, phase: 'speech' }, bound: 'speech-start' };
  }
  // What sounds now may yet be speech: it is no silence until it stops too soon.
  const over = state.phase !== 'silence' && heard - row - state.end >= rules.hangOver;
  const next = { ...state, heard, row };
  if (!over) return { state: next };
  const silent: SpeechState = { ...next, phase: 'silence' };
  return state.phase === 'speech' ? { state: silent, bound: 'speech-end' } : { state: silent };
}
