import { retryableGatewayError, VoiceError } from '../errors';
import { type GatewayFailure } from '../protocol';

/**
 * The error a session fails with for an error frame of the gateway.
 *
 * @param failure - the frame, secrets taken out
 * @param doing - what was being done, as in `speaking`
 * @internal
 */
export function gatewayError(failure: GatewayFailure, doing: string): VoiceError<'gateway-error'> {
  const { code, status, message } = failure;
  const retryable = retryableGatewayError(code, message, status);
  const named = code === '' ? 'an error without a code' : `the error ${code}`;
  const said = message === '' ? '' : `: "${message}"`;
  const advice = retryable
    ? 'It may pass; the same work can be tried again.'
    : 'Trying the same again will not help: change what the gateway objects to.';
  return new VoiceError(
    'gateway-error',
    `While ${doing}, the gateway answered with ${named}${said}. ${advice}`,
    { gatewayCode: code, ...(status === undefined ? {} : { status }) },
    { retryable },
  );
}
