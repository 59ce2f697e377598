import { VoiceError, type VoiceErrorCode } from '../errors';
import { secureContext, unavailable } from './unavailable';

const doing = 'Recording the microphone';

/**
 * Says in our terms why `getUserMedia` failed, by the names of Media Capture and Streams, section 10.3.
 *
 * @param device - the id of the microphone that was asked for, where one was
 * @internal
 */
export function microphoneFailure(cause: unknown, device?: string): VoiceError {
  switch ((cause as Partial<DOMException> | null)?.name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return failure(
        'microphone-denied',
        'is not allowed: the user, the browser or the permissions policy of the page said no. Ask the user to allow the microphone in the settings of the site, and try again.',
        cause,
      );
    case 'NotFoundError':
    case 'OverconstrainedError':
      return new VoiceError(
        'microphone-missing',
        device === undefined
          ? `${doing} found no microphone. Ask the user to connect one, and try again.`
          : `${doing} did not find the one that was asked for. Let the user choose one of microphones().`,
        device === undefined ? {} : { device },
        { retryable: false, cause },
      );
    case 'NotReadableError':
    case 'AbortError':
      return failure(
        'microphone-busy',
        'failed, since the system does not give it: another program may hold it. Ask the user to close that, and try again.',
        cause,
      );
    case 'TypeError':
      return unavailable(doing, 'getUserMedia', secureContext, cause);
    default:
      return failure(
        'microphone-busy',
        'failed in the browser, which did not say more. Try again.',
        cause,
      );
  }
}

/**
 * The error of a microphone that was unplugged or taken away.
 *
 * @internal
 */
export const microphoneLost = (cause?: unknown): VoiceError =>
  failure(
    'microphone-lost',
    'ended: the microphone was unplugged, or taken away. Try again when it is back; reconnect() does that.',
    cause,
  );

/**
 * The error of a microphone whose audio graph the browser gave up.
 *
 * @internal
 */
export const graphLost = (): VoiceError =>
  failure(
    'microphone-lost',
    'ended: the browser lost its audio devices. Try again; reconnect() does that.',
  );

const failure = (
  code: Extract<VoiceErrorCode, 'microphone-denied' | 'microphone-busy' | 'microphone-lost'>,
  sentence: string,
  cause?: unknown,
): VoiceError =>
  new VoiceError(
    code,
    `${doing} ${sentence}`,
    {},
    { retryable: code !== 'microphone-denied', cause },
  );
