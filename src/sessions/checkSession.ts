import { reconnect } from '../connection';
import { invalidOption, type VoiceError } from '../errors';
import { positive } from './positive';
import { type SessionOptions } from './SessionOptions';

/**
 * Refuses options of a session that cannot work, before anything is dialled.
 *
 * @param owner - who has them, as in `synthesizer`
 * @throws a `VoiceError` `invalid-option`
 * @internal
 */
export function checkSession(owner: string, options: SessionOptions): void {
  const { gateway, backoff, connectTimeout = 1, readyTimeout = 1, maxLineAge = 1 } = options;
  const every = options.keepalive ?? 1;
  positive(owner, {
    connectTimeout,
    readyTimeout,
    maxLineAge,
    keepalive: every === false ? 1 : every,
  });
  // It checks the policy.
  reconnect(backoff);
  if (Array.isArray(gateway) && gateway.length === 0) throw noGateway();
}

/** @internal */
export const noGateway = (): VoiceError =>
  invalidOption(
    'gateway',
    'The session has an empty list of gateways. Give at least one, as in gateway: { url, token }.',
  );
