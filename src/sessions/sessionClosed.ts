import { VoiceError } from '../errors';

/**
 * The error of whoever uses a session after its `close()`.
 *
 * @param session - what was closed, as in `synthesizer`
 * @param does - what it does no more, as in `speaks`
 * @internal
 */
export const sessionClosed = (session: string, does: string): VoiceError<'session-closed'> =>
  new VoiceError(
    'session-closed',
    `This ${session} was closed with close(), so it ${does} no more. Make a new one.`,
    {},
    { retryable: false },
  );
