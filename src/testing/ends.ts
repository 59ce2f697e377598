import { VoiceError } from '../errors';

/**
 * The ways a line of a {@link script} can end, beside completing: values for the letters of a diagram.
 *
 * @example The gateway goes down in the middle of a sentence
 * ```ts
 * script([{ says: 'R', answers: { flush: '-a-X' } }], { a: tone(20), X: ends.close(1012, 'restarting') });
 * ```
 *
 * @category Testing
 */
export const ends = {
  /** The gateway closes the line with a code and a reason. */
  close: (closeCode: number, reason = ''): VoiceError =>
    new VoiceError(
      'socket-closed',
      `The script closes the line with ${closeCode}.`,
      { closeCode, reason },
      { retryable: true },
    ),
  /** The line is cut without a word. A `#` is this too. */
  cut: (): VoiceError =>
    new VoiceError('socket-lost', 'The script cuts the line.', {}, { retryable: true }),
  /** The handshake is answered with an HTTP status. It must be the first thing the line's `says` has, at its beginning. */
  refuse: (status: number, body = ''): VoiceError =>
    new VoiceError(
      'socket-refused',
      `The script refuses the line with ${status}.`,
      { status, body },
      { retryable: false },
    ),
} as const;
