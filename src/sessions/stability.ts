import { isVoiceError, VoiceError } from '../errors';

/** After so many lines of no use in a row, dialling stops. */
const patience = 5;

/**
 * What a line was worth.
 *
 * @internal
 */
export interface LineRecord {
  /** Whether it was open at all. A dial that never opened does not count here; the backoff's own limits bound those. */
  readonly opened: boolean;
  /** How long it was ready, ms. */
  readonly readyFor: number;
  /** Whether it brought anything new. */
  readonly brought: boolean;
}

/**
 * Judges lost lines: a server that accepts lines and drops them again and again must not be dialled for ever.
 *
 * @param stableAfter - a line that was ready for so long, ms, was of use
 * @returns a function from a loss to the error to go on with: the loss itself, or `line-unstable`
 * @internal
 */
export function stabilityJudge(stableAfter: number): {
  readonly judge: (error: VoiceError, record: LineRecord) => VoiceError;
  readonly forget: () => void;
} {
  let useless = 0;
  return {
    judge: (error, { opened, readyFor, brought }) => {
      if (!opened) return error;
      useless = brought || readyFor >= stableAfter ? 0 : useless + 1;
      return useless < patience ? error : unstable(useless, error);
    },
    forget: () => (useless = 0),
  };
}

function unstable(lines: number, cause: VoiceError): VoiceError {
  const last = isVoiceError(cause, 'socket-closed')
    ? `closed it with ${cause.closeCode}${cause.reason === '' ? '' : ` "${cause.reason}"`}`
    : `ended it so: ${cause.message}`;
  return new VoiceError(
    'line-unstable',
    `The gateway accepted ${lines} lines in a row and dropped each before it was of use; the last time it ${last} ` +
      'Dialling has stopped. Check the model, the voice and the account, then try again.',
    { lines },
    { retryable: false, cause },
  );
}
