import { VoiceError } from '../errors';

/**
 * The error of a gateway that owed something and stayed silent. The first time, the line is taken for lost; the second time
 * running, it is final.
 *
 * @param owed - what was waited for, as a sentence up to its stop
 * @param timeout - for how long, ms
 * @param last - whether this is the second time running
 * @param advice - what to do then
 * @internal
 */
export const turnTimeout = (
  owed: string,
  timeout: number,
  last: boolean,
  advice: string,
): VoiceError<'turn-timeout'> =>
  new VoiceError(
    'turn-timeout',
    `${owed}${last ? `, on two lines running. ${advice}` : '. The line is taken for lost.'}`,
    { timeout },
    { retryable: !last },
  );
