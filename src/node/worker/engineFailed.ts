import { VoiceError } from '../../errors';

/**
 * Makes the error of a built-in engine that broke: a fault of the other side of the line, so trying again may help.
 *
 * @internal
 */
export function engineFailed(found: string, cause?: unknown): VoiceError<'gateway-error'> {
  return new VoiceError(
    'gateway-error',
    `The built-in speech engine stopped: ${found}. Try again; if it stops again, report the text or audio it stopped at.`,
    { gatewayCode: 'backend_error', status: 500 },
    { retryable: true, cause },
  );
}
