import { closeVerdict, gatewayVerdict, platformVerdict, statusVerdict } from './retryable';
import { isVoiceError } from './VoiceError';

/** The longest that a peer may ask to be left alone, ms. */
const longestRest = 300_000;

/**
 * Whether the next try should wait longer than the backoff alone would have it: the peer has too much to do, or this machine.
 *
 * @internal
 */
export function wantsSlower(error: unknown): boolean {
  if (isVoiceError(error, 'socket-closed')) return closeVerdict(error.closeCode) === 'retry-slower';
  if (isVoiceError(error, 'socket-refused')) return statusVerdict(error.status) === 'retry-slower';
  if (isVoiceError(error, 'gateway-error')) {
    return gatewayVerdict(error.gatewayCode, '', error.status).verdict === 'retry-slower';
  }
  return (
    isVoiceError(error, 'socket-lost') && platformVerdict(error.platformCode) === 'retry-slower'
  );
}

/**
 * How long the peer asked to be left alone, ms: the `Retry-After` of a refused handshake, up to five minutes of it.
 *
 * @internal
 */
export const restAsked = (error: unknown): number =>
  isVoiceError(error, 'socket-refused') ? Math.min(error.retryAfter ?? 0, longestRest) : 0;
